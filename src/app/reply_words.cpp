// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/reply_words.hpp"

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "text/translation.hpp"

namespace colporteur::app {
namespace {

struct Meaning {
    std::string_view prefix;  ///< of the code: "5.1.1", "4.7.", "421"
    std::string_view words;
};

// The first that fits decides: particular codes (RFC 3463 §3, RFC 7372, RFC 7505), then their
// subjects.
constexpr Meaning enhanced_codes[] = {
    {"5.1.1", N_("There is no such mailbox.")},
    {"4.1.1", N_("The server cannot say now whether there is such a mailbox.")},
    {"5.1.2", N_("There is no such mail domain.")},
    {"5.1.3", N_("The address is not written as addresses are.")},
    {"5.1.6", N_("The mailbox has moved without a new address.")},
    {"5.1.10", N_("The domain takes no mail at all.")},
    {"5.1.8", N_("The server does not believe our sender address: has its domain an MX record?")},
    {"4.1.8", N_("The server could not check the domain of our sender address.")},
    {"5.2.1", N_("The mailbox is closed or disabled.")},
    {"4.2.1", N_("The mailbox is closed for the moment, or gets too much mail.")},
    {"4.2.2", N_("The mailbox is full for the moment.")},
    {"5.2.2", N_("The mailbox is full.")},
    {"5.2.3", N_("The message is larger than the mailbox takes.")},
    {"5.3.4", N_("The message is larger than the server takes.")},
    {"4.3.1", N_("The server's disk is full.")},
    {"4.3.2", N_("The server takes no mail at the moment.")},
    {"4.4.1", N_("No connection: the server does not answer.")},
    {"4.4.2", N_("The connection was lost.")},
    {"5.4.1", N_("The server does not take mail for that domain.")},
    {"5.4.6", N_("Mail for that address goes round in a circle.")},
    {"4.5.3", N_("Too many recipients at once: the rest follows.")},
    {"5.6.7", N_("The server cannot take an address in letters other than English ones.")},
    {"4.7.", N_("They slow us down: this operator lets us send only so much, for now.")},
    {"5.7.1", N_("The server refuses our mail by its policy: often a blocklist or a spam filter.")},
    {"5.7.20", N_("No valid DKIM signature: see `colporteur domain key`.")},
    {"5.7.23", N_("SPF says that our server may not send for this domain.")},
    {"5.7.25", N_("The address of our server has no name in the DNS (PTR).")},
    {"5.7.26",
     N_("Neither SPF nor DKIM proves that the mail is ours: see `colporteur domain key`.")},
    {"4.1.", N_("The address cannot be resolved at the moment.")},
    {"5.1.", N_("Something is wrong with the address.")},
    {"4.2.", N_("The mailbox cannot take mail at the moment.")},
    {"5.2.", N_("The mailbox cannot take mail.")},
    {"4.3.", N_("The server is in trouble.")},
    {"5.3.", N_("The server cannot take such mail.")},
    {"4.4.", N_("Trouble on the network between the servers.")},
    {"5.4.", N_("No way leads to that server.")},
    {"4.5.", N_("The servers did not understand each other; it is tried again.")},
    {"5.5.", N_("The servers did not understand each other.")},
    {"5.6.", N_("The server cannot take the form of the message.")},
    {"5.7.", N_("The server refuses our mail by its policy.")},
};

constexpr Meaning codes[] = {
    {"421", N_("The server takes no mail at the moment.")},
    {"450", N_("The mailbox cannot take mail at the moment.")},
    {"451", N_("The server is in trouble.")},
    {"452", N_("The server's disk is full.")},
    {"550", N_("There is no such mailbox, or the server refuses our mail.")},
    {"551", N_("The mailbox is not on that server.")},
    {"552", N_("The mailbox is full.")},
    {"553", N_("Something is wrong with the address.")},
    {"4", N_("A passing trouble; it is tried again.")},
    {"5", N_("Refused for good.")},
};

bool is_enhanced(char c)
{
    return is_digit(c) || c == '.';
}

// A whole code is meant by "5.7.2", a subject by "5.7.": "5.7.25" has the latter alone.
bool fits(std::string_view code, std::string_view prefix)
{
    return prefix.ends_with('.') || prefix.size() == 1 ? code.starts_with(prefix) : code == prefix;
}

template <std::size_t N>
std::string_view find(const Meaning (&meanings)[N], std::string_view code)
{
    for (const Meaning& meaning : meanings)
        if (fits(code, meaning.prefix))
            return meaning.words;
    return {};
}

bool ends_address(char c)
{
    return is_space(c) || std::string_view{"<>()[]{}\"',;:"}.find(c) != std::string_view::npos;
}

}  // namespace

// reply = 3DIGIT SP [ enhanced SP ] text         enhanced = digits "." digits "." digits
std::string_view explain_reply(std::string_view reply)
{
    Cursor in{reply};
    const auto code = in.take_while(is_digit);
    in.skip(" ");
    const auto enhanced = find(enhanced_codes, in.take_while(is_enhanced));
    return enhanced.empty() ? find(codes, code) : enhanced;
}

std::string without_addresses(std::string_view reply)
{
    std::string told;
    Cursor in{reply};
    while (!in.at_end()) {
        const auto word = in.take_while([](char c) { return !ends_address(c); });
        told += word.find('@') == std::string_view::npos ? word : "…@";
        if (!in.at_end())
            told += in.take();
    }
    return told;
}

}  // namespace colporteur::app
