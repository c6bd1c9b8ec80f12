// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

/// The small vocabularies that rows, the command line and JSON share: one word per value,
/// everywhere the same.
namespace colporteur::model {

enum class Kind { newsletter, discussion };
enum class Role { owner, author, moderator };
enum class MemberState { subscribed, left };

/// What an accepted message is for, by the address it came to (contract §3).
enum class Purpose {
    command,
    post,
    subscribe,
    unsubscribe,
    request,
    owner,
    confirm,
    leave,
    bounce,
    admins,
    editor
};

/// What waits for someone's answer. `approve`: a moderator's decision about something held;
/// `command`: commands to be carried out once their sender has answered; `invite`: a guest's
/// consent; `address`: that a second address is theirs; `move`: that the new one is, in place of
/// the old.
enum class RequestKind {
    subscribe,
    unsubscribe,
    post,
    approve,
    command,
    invite,
    address,
    move,
    keep
};

/// What waits for the moderators or owners.
enum class HeldKind { post, subscribe, unsubscribe, list };

/// How a member gets what is posted (Sympa's reception modes).
enum class Reception {
    mail,
    notice,        ///< header fields alone
    text,          ///< the text alone
    links,         ///< large attachments replaced by links
    digest,        ///< many posts in one mail, RFC 2046 §5.1.5
    plain_digest,  ///< the same as one text, RFC 1153
    summary,       ///< what was posted, no more
    none,          ///< nothing
};

/// Whether posts come to such a member many in one mail.
constexpr bool is_digest(Reception reception)
{
    return reception >= Reception::digest && reception <= Reception::summary;
}

/// Whose posts wait although the policy would let them pass, and the other way round.
enum class Standing { usual, moderated, trusted };

/// How somebody's will reached us.
enum class Way { mail, web, command_line, import };

enum class JobState { ready, working, quarantined };

/// `paused`, `cancelled`: by an administrator's word, or because the reader has left the list.
enum class DeliveryState { due, leased, sent, failed, paused, cancelled };

/// The word for a value: `newsletter`, `command_line`.
std::string_view to_word(Kind value);
std::string_view to_word(Role value);
std::string_view to_word(MemberState value);
std::string_view to_word(Purpose value);
std::string_view to_word(RequestKind value);
std::string_view to_word(HeldKind value);
std::string_view to_word(Reception value);
std::string_view to_word(Standing value);
std::string_view to_word(Way value);
std::string_view to_word(DeliveryState value);

/// The value for a word, of what people type: Kind, Role, Purpose, Reception, Standing,
/// DeliveryState. Nothing when there is no such word.
template <class Enum>
std::optional<Enum> from_word(std::string_view word);

}  // namespace colporteur::model
