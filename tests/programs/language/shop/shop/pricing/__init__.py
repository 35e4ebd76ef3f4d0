class PricingError(LookupError):
    """Something has no price."""
