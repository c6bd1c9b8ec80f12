// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

/// The small vocabularies that rows, the command line and JSON share: one word per value,
/// everywhere the same.
namespace colporteur::model {

enum class Kind { newsletter, discussion };
enum class Role { owner, author };
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
    admins
};

/// What waits for someone's answer.
enum class RequestKind { subscribe, unsubscribe, post, approve };

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
std::string_view to_word(Way value);
std::string_view to_word(JobState value);
std::string_view to_word(DeliveryState value);

/// The value for a word; nothing when there is no such word.
template <class Enum>
std::optional<Enum> from_word(std::string_view word);

}  // namespace colporteur::model
