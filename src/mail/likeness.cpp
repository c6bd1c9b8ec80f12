// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/likeness.hpp"

#include "base/ascii.hpp"
#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "mail/part.hpp"
#include "mail/transfer.hpp"

namespace colporteur::mail {
namespace {

constexpr int deepest_part = 20;
constexpr int most_parts = 1000;
constexpr std::size_t fewest_letters = 40;
constexpr std::size_t most_letters = 1000;

/// LF line ends, no white space at the ends of lines, no empty lines at the end.
std::string plain_lines(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (std::string_view line : split(text, '\n')) {
        while (!line.empty() && is_space(line.back()))
            line.remove_suffix(1);
        result.append(line).append("\n");
    }
    result.resize(result.find_last_not_of('\n') + 1);
    return result;
}

/// Adds the leaves of a tree of parts, one after the other.
class Summing {
public:
    explicit Summing(Sha256& sum) : sum_{sum} {}

    void add(const Split& entity, int depth)
    {
        const ContentType type = content_type(entity);
        const bool opened = type.type.starts_with("multipart/") && !type.boundary.empty() &&
                            depth < deepest_part && parts_left_ > 0;
        add_text(type.type);
        if (!opened)
            return add_leaf(entity, type);
        BodyParts parts{entity.body, type.boundary};
        while (const auto part = parts.next()) {
            --parts_left_;
            add(split_message(*part), depth + 1);
        }
        add_text("end");
    }

private:
    void add_leaf(const Split& entity, const ContentType& type)
    {
        const std::string encoding = first_word(entity, "Content-Transfer-Encoding");
        const std::string octets = decode_transfer(encoding, entity.body);
        const bool text = type.type.starts_with("text/") || type.type.starts_with("message/") ||
                          type.type.starts_with("multipart/");
        add_text(text ? plain_lines(octets) : octets);
    }

    /// With its length: no two different trees give the same octets.
    void add_text(std::string_view text)
    {
        sum_.add(std::to_string(text.size())).add(":").add(text);
    }

    Sha256& sum_;
    int parts_left_ = most_parts;
};

}  // namespace

std::string content_digest(const Message& message)
{
    Sha256 sum;
    sum.add(message.field("Message-ID").value_or("")).add("\n");
    Summing{sum}.add(message.split(), 1);
    return sum.finish();
}

std::string likeness(const Message& message)
{
    std::string letters;
    for (const char c : fold(typed_text(read_text(message).utf8)))
        if (letters.size() < most_letters && (is_alpha(c) || static_cast<unsigned char>(c) > 127))
            letters += c;
    return letters.size() < fewest_letters ? "" : sha256(letters);
}

}  // namespace colporteur::mail
