// SPDX-License-Identifier: AGPL-3.0-or-later
// A relay that answers as it likes and checks that it is asked as it should be, and a conversation
// of the client with it that may be cut after any octet of the relay's side.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "smtp/client.hpp"

namespace colporteur::smtp {

/// A transaction as the relay sees it.
struct Transaction {
    bool sender_taken = false;
    int asked = 0;                     ///< recipients
    std::vector<std::uint64_t> taken;  ///< recipients
    bool data_taken = false;
    bool has_content = false;  ///< octets of a message, or a chunk, were written
    bool delivered = false;    ///< its content got a 2xx
    std::size_t answered = 0;  ///< how much the relay had said when its content was answered
};

class ModelRelay {
public:
    /// The reply to a verb ("" for the greeting, "content", "dot"): lines parted by CRLF.
    using Answer = std::function<std::string(const std::string& verb)>;

    ModelRelay(bool pipelining, bool chunking, Answer answer)
        : pipelining_{pipelining}, chunking_{chunking}, answer_{std::move(answer)}
    {
        say("");
    }

    std::string said;  ///< with CRLFs
    std::vector<Transaction> transactions;

    /// The octets of one write.
    void hear(const std::string& write)
    {
        input_ = write;
        written_ = 0;
        while (!input_.empty() && !closed_)
            if (in_data_)
                take_data();
            else
                take_command();
    }

private:
    int say(const std::string& verb)
    {
        const std::string reply = answer_(verb);
        said += reply + "\r\n";
        const int code = code_of(reply);
        closed_ = code == 421 || code == 0;
        return code / 100;
    }

    /// 0: no reply at all.
    static int code_of(std::string_view reply)
    {
        ReplyReader reader;
        while (true) {
            const auto end = reply.find("\r\n");
            const auto read = reader.feed(reply.substr(0, end));
            if (!read)
                return 0;
            if (*read)
                return (*read)->code;
            reply.remove_prefix(end + 2);
        }
    }

    void take_command()
    {
        const auto end = input_.find("\r\n");
        REQUIRE(end != std::string::npos);
        const std::string line = input_.substr(0, end);
        input_.erase(0, end + 2);
        const std::string verb = line.substr(0, 4);
        CHECK((pipelining_ || ++written_ == 1));  // one command at a time
        if (verb == "MAIL")
            take_mail();
        else if (verb == "RCPT")
            take_recipient(line);
        else if (verb == "DATA")
            take_data_command();
        else if (verb == "BDAT")
            take_chunk(line);
        else
            take_other(verb);
    }

    void take_other(const std::string& verb)
    {
        const bool known = verb == "EHLO" || verb == "HELO" || verb == "RSET" || verb == "QUIT";
        CHECK(known);
        CHECK((verb == "RSET" || input_.empty()));  // they end a group, RFC 2920 3.1
        envelope_ = open_ = false;
        say(verb);
    }

    void take_mail()
    {
        CHECK_FALSE(open_);
        transactions.emplace_back();
        envelope_ = true;
        transactions.back().sender_taken = open_ = say("MAIL") == 2;
    }

    void take_recipient(const std::string& line)
    {
        CHECK(envelope_);
        Transaction& now = transactions.back();
        CHECK((pipelining_ || now.sender_taken));
        ++now.asked;
        if (say("RCPT") == 2) {
            open_ = true;
            now.taken.push_back(std::stoull(line.substr(line.find("<r") + 2)));
        }
    }

    void take_data_command()
    {
        CHECK(envelope_);
        CHECK_FALSE(chunking_);
        CHECK(input_.empty());
        const Transaction& now = transactions.back();
        CHECK(now.asked > 0);
        CHECK((pipelining_ || !now.taken.empty()));
        envelope_ = false;
        in_data_ = transactions.back().data_taken = say("DATA") == 3;
    }

    void take_data()
    {
        in_data_ = open_ = false;
        ++written_;
        const bool lone = input_.starts_with(".\r\n");
        const auto end = lone ? 0 : input_.find("\r\n.\r\n") + 2;
        REQUIRE(end < input_.size());
        input_.erase(0, end + 3);
        if (lone) {
            CHECK(transactions.back().taken.empty());
            say("dot");
        } else {
            answer_content();
        }
    }

    void take_chunk(const std::string& line)
    {
        CHECK(envelope_);
        CHECK(chunking_);
        envelope_ = open_ = false;
        CHECK(line.ends_with(" LAST"));
        const auto size = std::stoull(line.substr(5));
        REQUIRE(size <= input_.size());
        CHECK(input_.substr(size - 2, 2) == "\r\n");
        input_.erase(0, size);
        answer_content();
    }

    void answer_content()
    {
        Transaction& now = transactions.back();
        CHECK(now.sender_taken);
        CHECK_FALSE(now.taken.empty());
        now.has_content = true;
        now.delivered = say("content") == 2;
        now.answered = said.size();
    }

    bool pipelining_;
    bool chunking_;
    Answer answer_;
    std::string input_{};
    int written_ = 0;        ///< commands of this write
    bool envelope_ = false;  ///< MAIL came, and nothing but RCPT since
    bool open_ = false;      ///< a transaction: RSET was not asked for, nor its content sent
    bool in_data_ = false;
    bool closed_ = false;
};

/// What became of a recipient.
struct Fate {
    std::vector<Reply> settled;
    int given_back = 0;
    int unsuited = 0;
};

class Conversation {
public:
    /// `cut`: the connection is lost after so many octets of the relay.
    Conversation(ModelRelay& relay, std::deque<Copy> copies, std::size_t cut = std::string::npos)
        : relay_{relay}, waiting_{std::move(copies)}, cut_{cut}
    {
    }

    std::map<std::uint64_t, Fate> fates;  ///< of the recipients of every copy taken

    void run()
    {
        Step step = client_.start();
        for (int steps = 0; step.kind != Step::Kind::close; ++steps) {
            REQUIRE(steps < 10000);
            hand_out(step);
            step = perform(step);
        }
        hand_out(step);
    }

    /// Whether the relay's reply to the content was read whole.
    bool was_read(const Transaction& transaction) const { return transaction.answered <= cut_; }

private:
    Step perform(const Step& step)
    {
        if (step.kind != Step::Kind::read_reply)
            return client_.on_copy(take());
        CHECK(step.patience.count() > 0);
        write(step.octets);
        return hear();
    }

    void hand_out(const Step& step)
    {
        for (const auto& [recipient, reply, ours] : step.settled)
            fates.at(recipient).settled.push_back(reply);
        if (step.unsuited)
            for (const auto& recipient : step.unsuited->copy.recipients)
                ++fates.at(recipient.id).unsuited;
        for (const auto& copy : step.unsent) {
            CHECK(step.kind == Step::Kind::close);
            CHECK(copy.id == copy.recipients.at(0).id);
            for (const auto& recipient : copy.recipients)
                ++fates.at(recipient.id).given_back;
        }
    }

    /// Outcomes of content that was written before must be known by now.
    void write(const std::vector<std::string_view>& octets)
    {
        if (octets.empty())
            return;
        CHECK(heard_ == relay_.said.size());
        for (const auto& transaction : relay_.transactions)
            for (const auto recipient : transaction.taken)
                CHECK((!transaction.has_content || !fates.at(recipient).settled.empty()));
        std::string joined;
        for (const auto piece : octets)
            joined += piece;
        relay_.hear(joined);
    }

    Step hear()
    {
        ReplyReader reader;
        while (true) {
            const auto end = relay_.said.find("\r\n", heard_);
            if (end == std::string::npos || end + 2 > cut_)
                return client_.on_lost();
            auto reply = reader.feed(std::string_view{relay_.said}.substr(heard_, end - heard_));
            heard_ = end + 2;
            if (!reply)
                return client_.on_lost();
            if (*reply)
                return client_.on_reply(std::move(**reply));
        }
    }

    std::optional<Copy> take()
    {
        if (waiting_.empty())
            return std::nullopt;
        Copy copy = std::move(waiting_.front());
        waiting_.pop_front();
        for (const auto& recipient : copy.recipients)
            fates[recipient.id];
        return copy;
    }

    ModelRelay& relay_;
    Client client_{{.our_name = "us.org"}};
    std::deque<Copy> waiting_;
    std::size_t cut_;
    std::size_t heard_ = 0;  ///< octets of what the relay said
};

/// The promises of smtp::Client, whatever the relay said and wherever the connection broke.
inline void check_each_once(const Conversation& conversation)
{
    for (const auto& [recipient, fate] : conversation.fates) {
        CAPTURE(recipient);
        const auto outcomes = static_cast<int>(fate.settled.size());
        CHECK(outcomes + fate.given_back + fate.unsuited == 1);
    }
}

inline void check_sent_means_read(const Conversation& conversation, const ModelRelay& relay)
{
    std::map<std::uint64_t, bool> sent;
    for (const auto& transaction : relay.transactions)
        for (const auto recipient : transaction.taken)
            sent[recipient] |= transaction.has_content && transaction.delivered &&
                               conversation.was_read(transaction);
    for (const auto& [recipient, fate] : conversation.fates) {
        CAPTURE(recipient);
        CHECK((!fate.settled.empty() && fate.settled[0].positive()) == sent[recipient]);
    }
}

inline void check_given_back_means_unwritten(const Conversation& conversation,
                                             const ModelRelay& relay)
{
    for (const auto& transaction : relay.transactions)
        for (const auto recipient : transaction.taken)
            CHECK((!transaction.has_content || conversation.fates.at(recipient).given_back == 0));
}

inline void check_one_in_doubt(const Conversation& conversation, const ModelRelay& relay)
{
    const auto in_doubt = [&](const Transaction& transaction) {
        return transaction.has_content && !conversation.was_read(transaction);
    };
    CHECK(std::count_if(relay.transactions.begin(), relay.transactions.end(), in_doubt) <= 1);
}

}  // namespace colporteur::smtp
