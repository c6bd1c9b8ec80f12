// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <charconv>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "bench/sink_counts.hpp"

/// What the sink says on its two ports, without a socket.
namespace colporteur::bench {

/// One side of a conversation: takes octets, returns the octets to answer.
class Talk {
public:
    explicit Talk(Counts& counts) : counts_{counts} {}

    virtual ~Talk() = default;

    /// Takes what it can of `input`; the rest is brought again, with more behind it.
    std::size_t take(std::string_view input)
    {
        std::size_t taken = 0;
        while (!over_) {
            const std::size_t step = take_one(input.substr(taken));
            if (step == 0)
                break;
            taken += step;
        }
        return taken;
    }

    std::string answer{};

    bool over() const { return over_; }

protected:
    /// How long the next command or message is; 0 while it is not complete.
    virtual std::size_t take_one(std::string_view input) = 0;

    Counts& counts_;
    bool over_ = false;
};

class Smtp final : public Talk {
public:
    Smtp(Counts& counts, bool chunking) : Talk{counts}, chunking_{chunking}
    {
        ++counts_.connections;
        answer = "220 sink.example ESMTP\r\n";
    }

private:
    std::size_t take_one(std::string_view input) override
    {
        if (in_data_)
            return take_data(input);
        if (chunk_ > 0)
            return take_chunk(input);
        return take_line(input);
    }

    std::size_t take_line(std::string_view input)
    {
        const auto end = input.find('\n');
        if (end == input.npos)
            return 0;
        obey(trim(input.substr(0, end)));
        return end + 1;
    }

    void obey(std::string_view line)
    {
        const auto is = [line](std::string_view word) { return starts_with_word(line, word); };
        if (is("RCPT"))
            recipients_.push_back(hash_of_path(line));
        else if (is("MAIL") || is("RSET"))
            recipients_.clear();
        else if (is("DATA"))
            return begin_data();
        else if (is("BDAT"))
            return begin_chunk(line);
        else if (is("EHLO"))
            return greet();
        else if (is("QUIT"))
            over_ = true;
        answer += over_ ? "221 2.0.0 Bye\r\n" : "250 2.0.0 Ok\r\n";
    }

    void greet()
    {
        answer += "250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n";
        if (chunking_)
            answer += "250-CHUNKING\r\n";
        answer += "250-DSN\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE 50000000\r\n";
    }

    void begin_data()
    {
        in_data_ = !recipients_.empty();
        answer += in_data_ ? "354 End with a dot\r\n" : "503 5.5.1 Nobody to send to\r\n";
    }

    // data = *( line CRLF ) "." CRLF
    std::size_t take_data(std::string_view input)
    {
        constexpr std::string_view end = "\r\n.\r\n";
        if (input.starts_with(".\r\n"))
            return finish({}, 3);
        const std::size_t from = searched_ < end.size() ? 0 : searched_ - end.size() + 1;
        const auto found = static_cast<const char*>(
            memmem(input.data() + from, input.size() - from, end.data(), end.size()));
        searched_ = input.size();
        if (!found)
            return 0;
        const auto size = static_cast<std::size_t>(found - input.data());
        return finish(input.substr(0, size), size + end.size());
    }

    std::size_t finish(std::string_view message, std::size_t taken)
    {
        counts_.add(message, recipients_);
        recipients_.clear();
        in_data_ = false;
        searched_ = 0;
        answer += "250 2.0.0 Ok\r\n";
        return taken;
    }

    // bdat = "BDAT" SP 1*DIGIT [ SP "LAST" ] CRLF *OCTET      RFC 3030 §2
    void begin_chunk(std::string_view line)
    {
        const std::string_view number = trim(line.substr(4));
        std::from_chars(number.data(), number.data() + number.size(), chunk_);
        last_chunk_ = line.size() > 4 && same_word(line.substr(line.size() - 4), "LAST");
        if (chunk_ == 0)
            end_chunk();
    }

    std::size_t take_chunk(std::string_view input)
    {
        const std::size_t size = chunk_;
        if (input.size() < size)
            return 0;
        chunks_ += input.substr(0, size);
        chunk_ = 0;
        end_chunk();
        return size;
    }

    void end_chunk()
    {
        if (!last_chunk_) {
            answer += "250 2.0.0 Ok\r\n";
            return;
        }
        finish(chunks_, 0);
        chunks_.clear();
    }

    bool chunking_;
    bool in_data_ = false;
    bool last_chunk_ = false;
    std::size_t searched_ = 0;  ///< octets of the message that hold no end
    std::size_t chunk_ = 0;     ///< octets of it still to come
    std::string chunks_{};
    std::vector<Hash> recipients_{};
};

class Control final : public Talk {
public:
    using Talk::Talk;

private:
    std::size_t take_one(std::string_view input) override
    {
        const auto end = input.find('\n');
        if (end == input.npos)
            return 0;
        const std::string_view line = trim(input.substr(0, end));
        if (line == "reset")
            counts_ = {};
        if (starts_with_word(line, "watch "))
            counts_.watched = hash_of_path(fmt::format("<{}>", line.substr(6)));
        answer += counts_.json();
        return end + 1;
    }
};

}  // namespace colporteur::bench
