// SPDX-License-Identifier: AGPL-3.0-or-later
#include "digests/words.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "mail/wrap.hpp"
#include "text/size.hpp"

namespace colporteur::digests {
namespace {

constexpr std::size_t longest_subject = 250;  // octets, in the contents

std::string shown_author(const mail::Message& post, const text::Language& language)
{
    const auto from = post.from();
    if (!from)
        return language.say(N_("(author unknown)"));
    const std::string name = one_line(from->name);
    return name.empty() ? from->address.text() : fmt::format("{} <{}>", name, from->address.text());
}

// "2026-03-01 10:00, 12 KB"
std::string date_and_size(const Issue& issue, const Item& item, const mail::Message& post)
{
    const std::string date = item.posted
                                 ? to_local_text(*item.posted, issue.zone)
                                 : one_line(mail::decode_text(post.field("Date").value_or("")), 80);
    return (date.empty() ? "" : date + ", ") +
           text::human_size(item.octets.size(), text::language(issue.language));
}

// The first line of an entry, "12. Subject", with what does not fit below its first word.
std::string numbered(std::int64_t number, const std::string& subject)
{
    const std::string mark = fmt::format("{}. ", number);
    return mail::wrap_text(std::string(mark.size(), ' ') + subject).replace(0, mark.size(), mark);
}

/// One entry of the contents. What is heard first tells most: number, subject, author.
std::string entry(const Issue& issue, const Item& item, Form form)
{
    const text::Language& language = text::language(issue.language);
    const mail::Message post{std::string{mail::split_message(item.octets).header} + "\r\n"};
    const std::string indent(4, ' ');

    std::string text =
        numbered(item.number, one_line(shown_subject(post, language), longest_subject));
    text += indent + shown_author(post, language) + "\n";
    if (form == Form::summary)
        text += indent + date_and_size(issue, item, post) + "\n";
    if (!item.permalink.empty())
        text += indent + one_line(item.permalink, 900) + "\n";
    return text;
}

std::string contents(const Issue& issue, Form form)
{
    std::string text;
    for (const Item& item : issue.items)
        text += entry(issue, item, form) + "\n";
    text.pop_back();
    return text;
}

text::Values values_of(const Issue& issue)
{
    const text::Language& language = text::language(issue.language);
    const auto posts = static_cast<long long>(issue.items.size());
    text::Values values;
    values.set("LIST_TITLE", one_line(issue.list_title))
        .set("NUMBER", std::to_string(issue.number))
        .set("MAILS", std::to_string(issue.mails))
        .set("MESSAGES", language.count(N_("{} message"), N_("{} messages"), posts));
    if (issue.mails > 1)
        values.show("SEVERAL");
    return values;
}

std::string_view template_of(const Issue& issue, Form form)
{
    if (issue.occasion == Occasion::request)
        return "mail/archive_contents.txt";
    return form == Form::summary ? "mail/digest_summary.txt" : "mail/digest_contents.txt";
}

}  // namespace

text::Filled opening(const Issue& issue, Form form)
{
    text::Values values = values_of(issue);
    values.set("CONTENTS", contents(issue, form));
    if (issue.posting_address)
        values.add("ANSWERS", text::Values{}.set("LIST_ADDRESS", issue.posting_address->text()));
    if ((form == Form::summary || issue.occasion == Occasion::request) && !issue.footer.empty())
        values.add("FOOTER", text::Values{}.set("WORDS", issue.footer));
    text::Filled filled =
        text::fill_mail(template_of(issue, form), text::language(issue.language), values);
    filled.text = mail::wrap_text(filled.text);
    return filled;
}

std::string closing(const Issue& issue)
{
    const bool asked = issue.occasion == Occasion::request;
    text::Values values = values_of(issue);
    values.show(asked ? "REQUEST" : "ISSUE");
    if (!asked && !issue.footer.empty())
        values.add("FOOTER", text::Values{}.set("WORDS", issue.footer));
    return mail::wrap_text(
        text::fill("parts/digest_end.txt", text::language(issue.language), values));
}

std::string shown_subject(const mail::Message& post, const text::Language& language)
{
    const std::string subject = post.subject();
    return subject.empty() ? language.say(N_("(no subject)")) : subject;
}

}  // namespace colporteur::digests
