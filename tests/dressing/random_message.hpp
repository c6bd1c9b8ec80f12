// SPDX-License-Identifier: AGPL-3.0-or-later
// Messages as they come, well made and badly made.
#pragma once

#include <random>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "mail/charset.hpp"
#include "mail/transfer.hpp"

namespace colporteur::dressing {

/// Makes one message per seed.
class RandomMessage {
public:
    explicit RandomMessage(unsigned seed) : random_{seed} {}

    std::string make()
    {
        std::string message = "From: Ana <ana@example.org>\r\nSubject: hello\r\n";
        if (pick(4) > 0)
            message += "MIME-Version: 1.0\r\n";
        if (rarely())
            message += "a damaged line\r\n";
        message += entity(0);
        if (rarely())
            message.resize(pick(message.size()));
        return message;
    }

    std::size_t pick(std::size_t below) { return below == 0 ? 0 : random_() % below; }

    bool rarely() { return pick(20) == 0; }

    template <class... Words>
    std::string one_of(Words... words)
    {
        const std::string_view all[] = {words...};
        return std::string{all[pick(sizeof...(words))]};
    }

private:
    std::string entity(int depth)
    {
        if (depth < 3 && pick(2) == 0)
            return multipart(depth);
        switch (pick(6)) {
        case 0: return attachment();
        case 1: return "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n" + text();
        case 2: return sealed(depth);
        default: return text();
        }
    }

    std::string multipart(int depth)
    {
        // each a prefix of the next
        const std::string boundary = rarely()
                                         ? one_of("_", "-- ", "x y", "-- Leave")
                                         : "b" + std::string(static_cast<std::size_t>(depth), '1');
        std::string octets =
            fmt::format("Content-Type: multipart/{}; boundary=\"{}\"\r\n",
                        one_of("mixed", "mixed", "mixed", "alternative", "alternative", "related",
                               "digest", "report", "x-odd", "parallel"),
                        rarely() ? "other" : boundary);
        if (rarely())
            octets += "Content-Type: text/plain\r\n";
        if (rarely())
            octets += "Content-Transfer-Encoding: base64\r\n";
        octets += one_of("\r\n", "\r\n", "\r\npreamble\r\n");
        const std::size_t parts = pick(4) + (rarely() ? 0 : 1);
        for (std::size_t i = 0; i < parts; ++i)
            octets += fmt::format("--{}{}\r\n{}{}", boundary, one_of("", "", " "),
                                  entity(depth + 1), rarely() ? "\n" : "\r\n");
        if (!rarely())
            octets += fmt::format("--{}--{}", boundary, one_of("", "\r\n", "\r\nepilogue\r\n"));
        return octets;
    }

    std::string sealed(int depth)
    {
        const std::string boundary = "b" + std::string(static_cast<std::size_t>(depth), '1');
        const std::string type = one_of("multipart/signed", "multipart/encrypted",
                                        "application/pkcs7-mime", "application/x-pkcs7-mime");
        return fmt::format(
            "Content-Type: {0}; boundary={1}\r\n\r\n--{1}\r\n{2}\r\n--{1}\r\n"
            "Content-Type: application/pgp-signature\r\n\r\nsig \r\n--{1}--\r\n",
            type, boundary, text());
    }

    std::string attachment()
    {
        std::string fields =
            fmt::format("Content-Type: {}\r\n",
                        one_of("image/png", "application/pdf", "text/calendar", "text/csv",
                               "image/png; name=a.png", "text/plain; name=notes.txt",
                               "text/html; name=\"page.html\""));
        if (pick(2) == 0)
            fields += "Content-Disposition: attachment; filename*=utf-8''%C3%A9\r\n";
        std::string octets;
        for (std::size_t i = pick(200); i > 0; --i)
            octets += static_cast<char>(random_());
        if (pick(2) == 0)
            return fields + "Content-Transfer-Encoding: base64\r\n\r\n" +
                   mail::encode_base64_lines(octets);
        return fields + "\r\n" + octets;
    }

    std::string words()
    {
        std::string text;
        for (std::size_t lines = pick(5); lines > 0; --lines)
            text += one_of("Hello", "Le café déjà vu, 5 €", "Да", "日本", "-- ", "flows on ", "",
                           "> quoted ", "From here", "<p>A <b>page</b></p>", "</body></html>",
                           "<body class=x>", "<!-- hidden -->") +
                    one_of("\r\n", "\r\n", "\r\n", "\n");
        text += one_of("", "", "end", "end ", "-- ", "\xE9", "\x1B$BF|");
        if (rarely())
            text += one_of("\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\n", "<!-- open",
                           "\xEF\xBB\xBF", "\r", "<a href='");
        if (rarely())
            text += std::string(2000, 'x');
        if (rarely())
            text += '\0';
        return text;
    }

    std::string encoded(std::string_view encoding, const std::string& octets)
    {
        if (encoding == "base64")
            return mail::encode_base64_lines(octets) + (rarely() ? "____\r\nanother list\r\n" : "");
        if (encoding == "quoted-printable")
            return mail::encode_quoted_printable_octets(octets) +
                   one_of("", "", "=", "=\r\n", "=zz");
        return octets;
    }

    std::string text()
    {
        const std::string charset = one_of(
            "utf-8", "utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "koi8-r",
            "iso-2022-jp", "utf-16", "utf-16le", "utf-7", "gb2312", "shift_jis", "x-unknown");
        const std::string encoding =
            one_of("7bit", "8bit", "binary", "base64", "quoted-printable", "quoted-printable");
        const std::string utf8 = words();
        const auto octets = mail::from_utf8(charset, utf8);  // else it lies
        std::string fields;
        if (!rarely())
            fields =
                fmt::format("Content-Type: text/{}; charset={}{}\r\n",
                            one_of("plain", "plain", "plain", "html", "html", "x-odd"), charset,
                            one_of("", "", "; format=flowed", "; format=flowed; delsp=yes"));
        if (rarely())
            fields += "Content-Type: text/html\r\n";
        fields += fmt::format("Content-Transfer-Encoding: {}\r\n", rarely() ? "x-odd" : encoding);
        return fields + "\r\n" + encoded(encoding, octets.value_or(utf8));
    }

    std::mt19937 random_;
};

}  // namespace colporteur::dressing
