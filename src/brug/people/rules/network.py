"""What of a network address may be kept."""

from ipaddress import IPv6Address, ip_address, ip_network


def truncate_ip(address: str) -> str:
    """Return the network that an address lies in, too wide to find a person: /24, or /48 for IPv6.

    What is no address becomes ''.
    """
    try:
        ip = ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    prefix = 24 if ip.version == 4 else 48
    return str(ip_network(f"{ip}/{prefix}", strict=False))
