// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "app/demo/instance.hpp"
#include "app/demo/mailbox.hpp"
#include "mail/address.hpp"
#include "model/list.hpp"
#include "text/translation.hpp"

namespace colporteur::app {

/// A promise of the demonstration that was not kept.
class Broken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Somebody in the play, with a mail program.
struct Player {
    std::string name;
    std::string address;
};

/// The stage of the demonstration: an instance, the mailboxes of its people, and a narrator.
class Stage {
public:
    explicit Stage(const text::Language& language)
        : language_{language}, instance_{mailboxes_.port()}
    {
    }

    const text::Language& language() const { return language_; }

    Mailboxes& mailboxes() { return mailboxes_; }

    const Instance& instance() const { return instance_; }

    /// The letter of the play, as the store has it now.
    model::List list() const;
    std::int64_t members() const;

    void scene(std::string_view title);

    /// Ticks a promise off; throws Broken when it does not hold.
    void hold(bool held, std::string_view promise) const;

    /// A mail as it travels, octet for octet.
    void show_raw(std::string_view label, const std::string& octets) const;

    /// A mail as its reader sees it: who, what, and the text.
    void show(std::string_view label, const std::string& octets) const;

    /// Sends a mail as that person's program would; `more` are further header fields.
    std::string write(const Player& from, std::string_view to, const std::string& subject,
                      const std::string& text, const std::string& more = {});

    /// Takes the next mail out of a mailbox; it must come.
    Received expect(const Player& who, std::string_view promise);

    /// Answers a mail: to its Reply-To, with its subject.
    std::string answer(const Player& from, const Received& question, const std::string& text);

private:
    const text::Language& language_;
    Mailboxes mailboxes_;
    Instance instance_;
    int scenes_ = 0;
    int written_ = 0;
};

}  // namespace colporteur::app
