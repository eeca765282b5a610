"""stub"""


def check_terms(segment, deleted):
    return []
