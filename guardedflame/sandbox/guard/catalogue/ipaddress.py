"""ipaddress: addresses and networks; its classes may be derived from."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "ipaddress",
    names=words(
        """
        AddressValueError IPV4LENGTH IPV6LENGTH IPv4Address IPv4Interface IPv4Network IPv6Address
        IPv6Interface IPv6Network NetmaskValueError collapse_addresses get_mixed_type_key
        ip_address ip_interface ip_network summarize_address_range v4_int_to_packed
        v6_int_to_packed
        """
    ),
    adopted=Adopted(),
)
