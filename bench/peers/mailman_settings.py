# SPDX-License-Identifier: AGPL-3.0-or-later
"""Run by `mailman withlist`, inside Mailman: the settings of a list for each row."""
import pathlib

from mailman.config import config
from mailman.interfaces.action import Action
from mailman.interfaces.mailinglist import Personalization
from mailman.interfaces.template import ITemplateManager
from zope.component import getUtility

FOOTER = "list:member:regular:footer"


def plain(mlist):
    _set(mlist, Personalization.none)


def verp(mlist):
    _set(mlist, Personalization.individual)


def personal(mlist):
    path = pathlib.Path(__file__).with_name("footer.txt")
    path.write_text("-- \nEnvoyé à $user_name <$user_email>. Désinscription : $short_listname-leave@lists.example\n")
    _set(mlist, Personalization.full, path.as_uri())


def _set(mlist, personalization, footer=None):
    mlist.preferred_language = "fr"  # in English its footer would be ASCII
    mlist.default_member_action = mlist.default_nonmember_action = Action.accept
    mlist.admin_immed_notify = mlist.send_welcome_message = False
    mlist.max_message_size = mlist.max_num_recipients = 0
    mlist.personalize = personalization
    templates = getUtility(ITemplateManager)
    templates.delete(FOOTER, mlist.list_id)
    if footer:
        templates.set(FOOTER, mlist.list_id, footer)
    config.db.commit()
