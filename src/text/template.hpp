// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "text/translation.hpp"

namespace colporteur::text {

/// What fills a template: words by name, and sections that appear as often as they have values.
struct Values {
    std::map<std::string, std::string> words;
    std::map<std::string, std::vector<Values>> sections;

    Values& set(std::string name, std::string value);
    Values& show(std::string section);  ///< the section appears once
    Values& add(std::string section,
                Values row);  ///< the section appears once more, with these values
};

/// Fills templates/NAME ("mail/robot_help.txt", "web/list.html") in that language.
///
/// Templates: `{{NAME}}` a value, `{{#SECTION}}…{{/SECTION}}` as often as it has values,
/// `{{>PAGE}}` another file; what stands between `[[` and `]]` is shown to people and looked up in
/// the catalogue as one msgid (values inside it keep their braces). HTML templates escape every
/// value according to where it stands; mail templates escape nothing. A mail template's first line
/// is `Subject: …`.
///
/// Throws std::logic_error when there is no such template or it is malformed: templates are part of
/// the program, checked by a test.
std::string fill(std::string_view name, const Language& language, const Values& values);

/// A mail template, filled: the subject on one line, and the text.
struct Filled {
    std::string subject;
    std::string text;
};

Filled fill_mail(std::string_view name, const Language& language, const Values& values);

/// From now on files of this folder replace the built-in ones of the same name. Called once, at
/// start.
void override_templates(const std::string& folder);

/// The names of all built-in templates.
std::vector<std::string> template_names();

}  // namespace colporteur::text
