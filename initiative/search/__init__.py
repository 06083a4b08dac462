"""LEAF: the search. What is found is said by the models themselves (`searchable.Searchable`).

Knows no app, so that every app can use it: a change of a record and of its entry in the index are
one transaction. `index` keeps the entries, `question` understands what somebody typed, `finding`
answers. What differs between the databases stands in `postgresql` and `sqlite` alone.
"""
