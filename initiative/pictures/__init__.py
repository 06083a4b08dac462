"""LEAF: pictures: one upload, many sizes, always with words for those who cannot see."""
