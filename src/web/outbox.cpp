// SPDX-License-Identifier: AGPL-3.0-or-later
// /outbox: what would have been sent, for whoever tries the program out on this very machine.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/message.hpp"
#include "web/errors.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

namespace colporteur::web {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_mails = 200;
constexpr std::size_t octets_for_a_row = 16 * 1024;
constexpr std::size_t octets_shown = 1024 * 1024;
constexpr std::string_view ending = ".eml";

/// Its mails hold the tokens of everybody: it is shown on this machine alone, and not through a
/// proxy that speaks for others.
bool is_open_to(const Visit& visit)
{
    const std::string& peer = visit.request.peer;
    const bool loopback =
        peer.starts_with("127.") || peer == "::1" || peer.starts_with("::ffff:127.");
    const bool handed_on =
        visit.request.field("Forwarded") || visit.request.field("X-Forwarded-For");
    return !visit.place.outbox.empty() && loopback && !handed_on;
}

// file = 1*18DIGIT ".eml"

bool is_mail_name(std::string_view name)
{
    if (!name.ends_with(ending))
        return false;
    name.remove_suffix(ending.size());
    return !name.empty() && name.size() <= 18 && std::ranges::all_of(name, is_digit);
}

bool is_newer(const std::string& a, const std::string& b)
{
    return a.size() != b.size() ? a.size() > b.size() : a > b;
}

std::vector<std::string> mails_in(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator file{folder, error}; !error && file != fs::directory_iterator{};
         file.increment(error))
        if (std::string name = file->path().filename().string(); is_mail_name(name))
            names.push_back(std::move(name));
    std::ranges::sort(names, is_newer);
    return names;
}

std::optional<std::string> read_mail(const fs::path& path, std::size_t most)
{
    std::error_code error;
    if (fs::symlink_status(path, error).type() != fs::file_type::regular)
        return std::nullopt;
    std::ifstream file{path, std::ios::binary};
    std::string octets(most, '\0');
    file.read(octets.data(), static_cast<std::streamsize>(most));
    octets.resize(static_cast<std::size_t>(file.gcount()));
    return octets;
}

std::string when(const fs::path& path)
{
    std::error_code error;
    const auto written = fs::last_write_time(path, error);
    if (error)
        return {};
    return to_iso(
        std::chrono::floor<std::chrono::microseconds>(std::chrono::file_clock::to_sys(written)));
}

/// WHEN, TO, SUBJECT.
text::Values values_of(const fs::path& path, const mail::Message& message)
{
    const std::string subject = message.subject();
    return text::Values{}
        .set("WHEN", when(path))
        .set("TO", one_line(message.field("Delivered-To").value_or("")))
        .set("SUBJECT", subject.empty() ? path.filename().string() : one_line(subject));
}

std::string shown_text(std::string_view octets)
{
    std::string text = to_valid_utf8(octets);
    std::erase(text, '\r');
    return text;
}

}  // namespace

http::Response show_outbox(const Visit& visit)
{
    if (!is_open_to(visit))
        return not_found(visit);
    Page page = begin_page(visit, "web/outbox.html");
    page.secret = true;
    const auto names = mails_in(visit.place.outbox);
    for (const std::string& name : names) {
        const fs::path path = visit.place.outbox / name;
        const auto octets = read_mail(path, octets_for_a_row);
        if (!octets)
            continue;
        page.values.add("MAILS", values_of(path, mail::Message{*octets})
                                     .set("MAIL_URL", link(visit.request, "/outbox/" + name)));
        if (page.values.sections["MAILS"].size() == most_mails)
            break;
    }
    page.values.show(names.empty() ? "NO_MAILS" : "HAS_MAILS")
        .set("TOTAL", page.language.count("{} mail in all", "{} mails in all",
                                          static_cast<long long>(names.size())));
    return finish(page);
}

http::Response show_mail(const Visit& visit)
{
    const std::string& name = visit.path.back();
    if (!is_open_to(visit) || !is_mail_name(name))
        return not_found(visit);
    const fs::path path = visit.place.outbox / name;
    const auto octets = read_mail(path, octets_shown);
    if (!octets)
        return not_found(visit);
    const mail::Message message{*octets};
    Page page = begin_page(visit, "web/outbox_mail.html");
    page.secret = true;
    for (const auto& [word, value] : values_of(path, message).words)
        page.values.set(word, value);
    page.values.set("OUTBOX_URL", link(visit.request, "/outbox"))
        .set("TEXT", shown_text(mail::read_text(message).utf8))
        .set("RAW", shown_text(*octets));
    return finish(page);
}

}  // namespace colporteur::web
