// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dialogs/dialog.hpp"

#include <deque>

#include <doctest/doctest.h>

namespace colporteur::smtp {

namespace {

/// A server and what stands around it in a session, without a socket.
class Conversation {
public:
    explicit Conversation(const dialogs::Dialog& dialog) : server_{dialog.role, dialog.limits}
    {
        obey(server_.greet());
    }

    void send(std::string_view octets)
    {
        input_ += octets;
        while (!input_.empty() && !closed_ && (reading_message_ ? take_data() : take_line())) {
        }
    }

    void handshake() { obey(server_.on_tls()); }

    std::deque<std::string> replies;
    std::string message;
    int taken = 0;

    bool closed() const { return closed_; }

private:
    bool take_line()
    {
        const auto end = input_.find("\r\n");
        if (end == std::string::npos)
            return false;
        const auto line = input_.substr(0, end);
        input_.erase(0, end + 2);
        const bool bad = line.find_first_of(std::string_view{"\r\n\0", 3}) != std::string::npos ||
                         line.size() + 2 > server_.limits().command_line;
        obey(bad ? server_.on_bad_line() : server_.on_line(line));
        return true;
    }

    bool take_data()
    {
        input_.erase(0, reader_.feed(input_));
        if (!reader_.complete())
            return false;
        reading_message_ = false;
        obey(server_.on_message(reader_.damage(), reader_.octets()));
        return true;
    }

    void obey(const Action& action)
    {
        std::string said;
        for (const auto& reply : action.replies)
            said += to_wire(reply);
        for (const auto line : split(said, '\n'))
            if (!line.empty())
                replies.emplace_back(trim(line));
        switch (action.kind) {
        case Action::Kind::check_recipient:
            obey(server_.on_verdict(dialogs::judge(*action.recipient)));
            break;
        case Action::Kind::read_message:
            reader_ = DataReader{server_.data_limits()};
            reading_message_ = true;
            break;
        case Action::Kind::take_message:
            ++taken;
            message = reader_.take_message();
            obey(server_.on_taken(dialogs::take(server_.envelope())));
            break;
        case Action::Kind::close: closed_ = true; break;
        case Action::Kind::start_tls: input_.clear(); break;
        case Action::Kind::read_line: break;
        }
    }

    Server server_;
    DataReader reader_{{}};
    std::string input_;
    bool reading_message_ = false;
    bool closed_ = false;
};

void check_reply(Conversation& talk, const std::string& wanted)
{
    while (!talk.replies.empty() && !dialogs::matches(wanted, talk.replies.front()) &&
           dialogs::may_be_left_out(talk.replies.front()))
        talk.replies.pop_front();
    REQUIRE_FALSE(talk.replies.empty());
    const std::string said = talk.replies.front();
    talk.replies.pop_front();
    CAPTURE(said);
    CHECK(dialogs::matches(wanted, said));
}

void run(const dialogs::Dialog& dialog)
{
    Conversation talk{dialog};
    for (const auto& [who, text] : dialog.lines) {
        CAPTURE(text);
        if (who == 'S')
            check_reply(talk, text);
        else if (who == 'C' && text == "[tls]")
            talk.handshake();
        else if (who == 'C')
            talk.send(dialogs::octets_of(text));
        else if (who == 'T')
            CHECK(talk.taken == std::stoi(text));
        else if (who == 'M')
            CHECK(("\r\n" + talk.message).find("\r\n" + text + "\r\n") != std::string::npos);
        else if (who == 'X')
            CHECK(talk.closed());
        else
            FAIL("no such line: " << who);
    }
    CHECK(talk.replies.empty());
}

}  // namespace

TEST_CASE("every dialogue goes as written")
{
    const auto dialogs = dialogs::all_dialogs();
    CHECK(dialogs.size() >= 20);
    for (const auto& dialog : dialogs) {
        CAPTURE(dialog.name);
        run(dialog);
    }
}

}  // namespace colporteur::smtp
