"""Whether two written names are one person's or one company's, across scripts, spellings and cases.

Pure and by itself: nothing of the other modules of resolve is used here.
"""

from tracker.resolve.names.entity import SAME_ENTITY as SAME_ENTITY
from tracker.resolve.names.entity import EntityName as EntityName
from tracker.resolve.names.entity import compare_entities as compare_entities
from tracker.resolve.names.entity import entity_keys as entity_keys
from tracker.resolve.names.entity import fold_entity as fold_entity
from tracker.resolve.names.keys import blocking_keys as blocking_keys
from tracker.resolve.names.likeness import MAY_BE_SAME as MAY_BE_SAME
from tracker.resolve.names.likeness import SAME_PERSON as SAME_PERSON
from tracker.resolve.names.likeness import Likeness as Likeness
from tracker.resolve.names.likeness import compare_people as compare_people
from tracker.resolve.names.person import PersonName as PersonName
from tracker.resolve.names.person import parse_person as parse_person
