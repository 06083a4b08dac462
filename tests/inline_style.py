"""The style inside a page, and what its security policy has to say of it."""

import base64
import hashlib
import re


def style_of(response):
    """The text of the page's one <style>, character by character."""
    (text,) = re.findall("<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    return text


def source_of(text):
    """The source expression by which a policy allows this text and no other."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def style_policy(response):
    """What the policy of a response says about styles."""
    parts = response["Content-Security-Policy"].split("; ")
    (policy,) = [part for part in parts if part.startswith("style-src ")]
    return policy
