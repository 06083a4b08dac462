"""Static files under names that carry a hash of their content."""

from functools import lru_cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; an address is looked up once, because none changes while we run."""

    url = lru_cache(maxsize=None)(CompressedManifestStaticFilesStorage.url)
