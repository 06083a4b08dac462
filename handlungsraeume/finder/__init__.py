"""The finder: does an address, or a place on the map, belong to a Handlungsraum?

The same rules are kept twice: here for visitors without JavaScript, and in static/js/finder-*.js,
where an address never leaves the device. tests/handlungsraeume/finder_table.py asks both sides.
Only `views` reads the database and requests, so every rule can be tested by itself.
"""
