// SPDX-License-Identifier: AGPL-3.0-or-later
// The pace of the large mailbox providers.
//
// Hardly any of them publishes a number, and those in force depend on the sender's reputation. So
// each line has what is known, and a choice that a small sender with SPF, DKIM and DMARC in order,
// and few complaints, can be expected to keep without being slowed down. Whoever is told more by an
// operator writes a [[pace]]. Only domains that surely belong to the operator are here; where many
// a domain's mail is hosted, its own name does not tell.
#include "delivery/pace_rule.hpp"

namespace colporteur::delivery {
namespace {

const PaceRule table[] = {
    // Known: "bulk" from about 5,000 a day on; asks for slowly growing volume; 421 4.7.28 for an
    // unusual rate. It takes many connections and no number is published. Choice: large, because
    // it is the largest part of most letters.
    {.name = "google",
     .domains = {"gmail.com", "googlemail.com"},
     .per_minute = 1200,
     .connections = 10,
     .first_day = 500},

    // Known: refuses senders of over 5,000 a day without SPF, DKIM and DMARC (550 5.7.515); an
    // address that it does not know yet is held down (451 4.7.650). Choice.
    {.name = "microsoft",
     .domains = {"outlook.com", "outlook.fr", "outlook.be",    "outlook.de",     "outlook.es",
                 "outlook.it",  "outlook.pt", "outlook.ie",    "outlook.com.br", "hotmail.com",
                 "hotmail.fr",  "hotmail.be", "hotmail.ch",    "hotmail.de",     "hotmail.es",
                 "hotmail.it",  "hotmail.nl", "hotmail.co.uk", "hotmail.se",     "live.com",
                 "live.fr",     "live.be",    "live.ca",       "live.de",        "live.it",
                 "live.nl",     "live.co.uk", "live.se",       "msn.com",        "windowslive.com"},
     .per_minute = 600,
     .connections = 6,
     .first_day = 300},

    // Known: help.yahoo.com SLN3433: at most 20 messages over one connection; no number of
    // connections is published, "treat our resources with respect"; 421 4.7.0 [TSS04] when a
    // sender is doubted. AOL and Verizon's old mailboxes are the same house. Choice: few.
    {.name = "yahoo",
     .domains = {"yahoo.com",    "yahoo.fr",     "yahoo.be",    "yahoo.ca",       "yahoo.de",
                 "yahoo.es",     "yahoo.ie",     "yahoo.in",    "yahoo.it",       "yahoo.gr",
                 "yahoo.se",     "yahoo.co.in",  "yahoo.co.uk", "yahoo.com.ar",   "yahoo.com.au",
                 "yahoo.com.br", "yahoo.com.mx", "ymail.com",   "rocketmail.com", "aol.com",
                 "aol.fr",       "aol.de",       "aol.co.uk",   "aim.com",        "netscape.net",
                 "verizon.net"},
     .per_minute = 300,
     .connections = 5,
     .first_day = 200},

    // Known: its postmaster page asks for steady volume and says no number. Choice.
    {.name = "apple",
     .domains = {"icloud.com", "me.com", "mac.com"},
     .per_minute = 300,
     .connections = 4,
     .first_day = 200},

    // Known: the strictest of the French. At most 3 connections at once for both domains together
    // and 1,000 connections an hour (as senders were told in 2011), 421 OFR004_104 above; today 1
    // or 2 are advised. Choice: 2, and what these carry.
    {.name = "orange",
     .domains = {"orange.fr", "wanadoo.fr"},
     .per_minute = 100,
     .connections = 2,
     .first_day = 200},

    // Nothing published. Choice: as for the other French providers of Internet access.
    {.name = "sfr",
     .domains = {"sfr.fr", "neuf.fr", "cegetel.net", "club-internet.fr", "9online.fr",
                 "9business.fr", "numericable.fr", "noos.fr"},
     .per_minute = 100,
     .connections = 2,
     .first_day = 200},
    {.name = "free",
     .domains = {"free.fr", "aliceadsl.fr", "libertysurf.fr", "freesbee.fr", "tiscali.fr",
                 "worldonline.fr", "infonie.fr"},
     .per_minute = 100,
     .connections = 2,
     .first_day = 200},
    {.name = "bouygues",
     .domains = {"bbox.fr"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},

    // Known: 2 connections at once, 100 messages over each, as senders report (450 4.7.1
    // LPN027_503 above). Choice: the same.
    {.name = "laposte",
     .domains = {"laposte.net"},
     .per_minute = 100,
     .connections = 2,
     .first_day = 200},

    // Nothing published. Choice: smaller houses, whose readers are often ours.
    {.name = "mailo",
     .domains = {"mailo.com", "netcourrier.com", "net-c.com"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "infomaniak",
     .domains = {"ik.me", "ikmail.com", "etik.com"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "proton",
     .domains = {"protonmail.com", "protonmail.ch", "proton.me", "pm.me"},
     .per_minute = 120,
     .connections = 3,
     .first_day = 200},
    {.name = "tuta",
     .domains = {"tuta.com", "tuta.io", "tutanota.com", "tutanota.de", "tutamail.com",
                 "keemail.me"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "posteo",
     .domains = {"posteo.de", "posteo.net"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "mailbox-org",
     .domains = {"mailbox.org"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "fastmail",
     .domains = {"fastmail.com", "fastmail.fm"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},

    // Run by volunteers: nothing published; a burst from us is a burden there. Choice: one at a
    // time.
    {.name = "riseup",
     .domains = {"riseup.net"},
     .per_minute = 30,
     .connections = 1,
     .first_day = 100},
    {.name = "disroot",
     .domains = {"disroot.org"},
     .per_minute = 30,
     .connections = 1,
     .first_day = 100},
    {.name = "autistici",
     .domains = {"autistici.org", "inventati.org"},
     .per_minute = 30,
     .connections = 1,
     .first_day = 100},

    // Known: 421 "Too many messages have been received in a short period of time" (GMX, WEB.DE),
    // even at small numbers for who is new there. Choice: slow.
    {.name = "gmx",
     .domains = {"gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com", "gmx.fr", "gmx.co.uk",
                 "web.de", "mail.com"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},

    // Known: refuses servers that it does not know until its postmaster was written to (554 IP=…).
    {.name = "telekom",
     .domains = {"t-online.de", "magenta.de"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "freenet",
     .domains = {"freenet.de"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},

    // Nothing published. Choice: as above.
    {.name = "proximus",
     .domains = {"skynet.be", "proximus.be", "belgacom.net"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "telenet",
     .domains = {"telenet.be"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "bluewin",
     .domains = {"bluewin.ch"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "libero",
     .domains = {"libero.it", "virgilio.it", "inwind.it", "iol.it", "blu.it", "giallo.it"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "tim",
     .domains = {"tim.it", "alice.it", "tin.it"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "seznam",
     .domains = {"seznam.cz", "email.cz", "post.cz"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "wp",
     .domains = {"wp.pl", "o2.pl"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "zoho",
     .domains = {"zoho.com", "zoho.eu", "zohomail.com", "zohomail.eu"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "yandex",
     .domains = {"yandex.ru", "yandex.com", "yandex.by", "yandex.kz", "ya.ru", "narod.ru"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
    {.name = "mail-ru",
     .domains = {"mail.ru", "inbox.ru", "list.ru", "bk.ru", "internet.ru"},
     .per_minute = 60,
     .connections = 2,
     .first_day = 100},
};

}  // namespace

std::span<const PaceRule> shipped_paces()
{
    return table;
}

}  // namespace colporteur::delivery
