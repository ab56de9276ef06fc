"""The settings of the city one by one: what is in force today, and which variable of the environment stands behind each."""

from email.utils import parseaddr
from typing import Any

from casework import installation

VARIABLES = {
    "city_name": "CITY_NAME",
    "organisation_name": "ORGANISATION_NAME",
    "contact_email": "CONTACT_EMAIL",
    "contact_phone": "CONTACT_PHONE",
    "contact_address": "CONTACT_ADDRESS",
    "contact_hours": "CONTACT_HOURS",
    "security_contact": "SECURITY_CONTACT",
    "source_url": "SOURCE_URL",
    "sender_name": "DEFAULT_FROM_EMAIL",
    "sender_email": "DEFAULT_FROM_EMAIL",
    "seal_is_test": "SEAL_IS_TEST",
    "head_acts": "REQUIRES_HEAD_ACT",
}


def in_force() -> dict[str, Any]:
    """The value of every setting today."""
    city = installation.current()
    sender_name, address = parseaddr(city.sender)
    return {
        "city_name": city.name,
        "organisation_name": city.organisation,
        "contact_email": city.email,
        "contact_phone": city.phone,
        "contact_address": city.address,
        "contact_hours": city.hours,
        "security_contact": city.security_contact,
        "source_url": city.source_url,
        "sender_name": sender_name,
        "sender_email": address,
        "seal_is_test": city.seal_is_test,
        "head_acts": list(city.head_acts),
    }
