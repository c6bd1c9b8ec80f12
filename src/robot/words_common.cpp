// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/words.hpp"

namespace colporteur::robot {
namespace {

// English, with every verb and abbreviation of Sympa, those of Mailman, Majordomo and mlmmj where
// they mean the same. "stop" means to people "no more mail", and so it leaves the list; only behind
// other commands, alone on its line, does it end the mail as it did with Sympa (read.cpp).
constexpr CommandWords table[] = {
    {"subscribe", "subscribe|sub|subs|signup|sign up|sign me up|add me", "join"},
    {"unsubscribe",
     "unsubscribe|unsub|unsubs|uns|signoff|sign off|sig|opt out|opt-out|optout|"
     "remove me|take me off|stop sending me mail|stop sending me mails|"
     "stop sending me email|stop sending me emails|stop mailing me|stop emailing me|"
     "stop writing to me",
     "leave|remove|stop|stop sending"},
    {"set", "", "set|options|option|preferences"},
    {"review", "review|rev|roster|list members", "who|members|subscribers"},
    {"info", "info|inf|intro", "info|information|informations"},
    {"index", "", "index|ind|archive|archives"},
    {"get", "", "get|fetch"},
    {"last", "", "last|las|latest"},
    {"lists", "lists|lis", "list|all lists"},
    {"which", "which|my lists|my subscriptions|whi", "which|status|subscriptions"},
    {"help", "help|hel|sos|?|list of commands", "help|commands|instructions"},
    {"invite", "invite|inv", "invite"},
    {"add", "add|add member", "add"},
    {"del", "del|remove-member|remove member|delete member", "del|delete|expel"},
    {"remind", "", "remind|rem|reminder"},
    {"stats", "stats|sta|statistics", "stat"},
    {"modindex", "modindex|modind|moderation queue", "mod|pending|queue"},
    {"approve", "approve|distribute", "approve|dis|accept|release"},
    {"reject", "reject|rej", "reject|refuse|decline"},
    {"discard", "", "discard|drop"},
    {"confirm", "confirm|auth|authenticate", "con|ok|okay|yes"},
    {"verify", "verify|check signature", "ver"},
    {"quiet", "", "quiet"},
    {"quit", "quit|end|qui|exit|finished|end of commands", "finish|bye"},
    {"move",
     "change address|change-address|change my address|change email|change my email|"
     "new address",
     "move"},
    {"suspend", "suspend|vacation", "pause"},
    {"resume", "resume|unsuspend|unpause", "resume"},
    {"block", "block|blacklist|blocklist", "ban"},
    {"unblock", "unblock|unban|unblacklist"},
    {"data", "my data|my-data|mydata|export my data", "privacy"},
    {"forget", "forget me|forget-me|erase me|erase-me|delete me|delete my data|erase my data"},
    {"config", "config|newconfig|list settings", "settings|configure|configuration"},
    {"create", "create list|create-list|new list", "create"},
    {"close", "close|close list|close-list", "close"},
    {"open", "open|open list|reopen list|open-list", "open|reopen"},
    {"moderate", "moderate|moderate member"},
    {"trust", "trust|unmoderate|trust member", "trust"},
    {"grant", "", "grant|promote|appoint"},
    {"revoke", "", "revoke|demote"},
    {"addresses", "addresses|my addresses|my-addresses|add address|add-address"},
    {"language", "language|my language", "language|lang"},
};

}  // namespace

std::span<const CommandWords> common_words()
{
    return table;
}

}  // namespace colporteur::robot
