"""IP addresses, networks and interfaces."""
import ipaddress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, collapse_addresses, ip_address, ip_interface, ip_network, summarize_address_range

a = ip_address("192.0.2.1")
print(a, repr(a), int(a), a.version, a + 256, a.packed, a.is_private, a.is_multicast, a.is_loopback, a.reverse_pointer, f"{a:b}"[:8])
six = ip_address("2001:db8::1")
print(six, six.exploded, six.compressed, six.is_link_local, int(six), IPv6Address("::ffff:192.0.2.1").ipv4_mapped, six.version)
net = ip_network("192.0.2.0/28")
print(net, net.netmask, net.hostmask, net.num_addresses, net.network_address, net.broadcast_address, net.prefixlen, a in net, net[1], net[-1])
print(list(net.hosts())[:3], len(list(net)), [str(s) for s in net.subnets(prefixlen_diff=2)], net.supernet(), net.with_netmask)
print(ip_network("10.0.0.0/8").overlaps(ip_network("10.1.0.0/16")), IPv4Network("10.1.0.0/16").subnet_of(IPv4Network("10.0.0.0/8")))
print([str(n) for n in ip_network("10.0.0.0/29").address_exclude(ip_network("10.0.0.0/31"))])
print([str(n) for n in collapse_addresses([ip_network("10.0.0.0/25"), ip_network("10.0.0.128/25")])])
print([str(n) for n in summarize_address_range(IPv4Address("192.0.2.0"), IPv4Address("192.0.2.130"))])
i = ip_interface("192.0.2.5/24")
print(i, i.ip, i.network, i.with_prefixlen, i.netmask)
print(sorted(map(ip_address, ["10.0.0.10", "10.0.0.9", "9.9.9.9"])), IPv4Address("1.2.3.4") < IPv4Address("1.2.3.5"), ip_address(2**32).version)
print({ip_address("::1"): "me"}[IPv6Address(1)], ipaddress.v4_int_to_packed(257), ip_network("192.0.2.7/24", strict=False))
for bad in (lambda: ip_address("256.0.0.1"), lambda: ip_network("192.0.2.1/24"), lambda: a < six, lambda: IPv4Network("1.2.3.0/40")):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


def allowed(address, rules):
    return any(ip_address(address) in ip_network(rule) for rule in rules)


print([allowed(x, ["10.0.0.0/8", "192.168.0.0/16"]) for x in ("10.9.9.9", "192.169.0.1")])
