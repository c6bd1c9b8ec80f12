// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/translation.hpp"

#include <locale>
#include <map>
#include <stdexcept>

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

#include "base/ascii.hpp"
#include "text/catalogue.hpp"
#include "text/embedded.hpp"

namespace colporteur::text {

using Messages = boost::locale::message_format<char>;

struct Language::Catalogue {
    std::locale keeper;        ///< owns the facet; no system locale is involved
    const Messages& messages;  ///< never changes
};

Language::Language(std::string code, std::string_view mo) : code_{std::move(code)}
{
    if (mo.empty())
        return;
    if (!is_sound_mo(mo))
        throw std::runtime_error{"the catalogue of '" + code_ + "' is damaged"};

    boost::locale::gnu_gettext::messages_info info;
    info.language = code_;
    info.encoding = "UTF-8";
    info.domains.emplace_back("colporteur");
    info.paths.emplace_back("");
    info.callback = [mo](const std::string&, const std::string&) {
        return std::vector<char>(mo.begin(), mo.end());
    };
    auto* messages = boost::locale::gnu_gettext::create_messages_facet<char>(info);
    catalogue_.reset(new Catalogue{std::locale{std::locale::classic(), messages}, *messages});
}

Language::~Language() = default;

std::string Language::say(std::string_view english) const
{
    std::string id{english};
    if (!catalogue_ || id.empty())  // "" is the header of a catalogue
        return id;
    const char* found = catalogue_->messages.get(0, nullptr, id.c_str());
    return found != nullptr ? found : id;
}

std::string Language::count(std::string_view one, std::string_view many, long long n) const
{
    std::string form{n == 1 ? one : many};
    if (catalogue_ && !one.empty()) {
        const std::string id{one};
        const char* found = catalogue_->messages.get(0, nullptr, id.c_str(), n);
        if (found != nullptr)
            form = found;
    }
    const auto place = form.find("{}");
    if (place != std::string::npos)
        form.replace(place, 2, std::to_string(n));
    return form;
}

const std::vector<std::string>& languages()
{
    static const auto codes = [] {
        std::vector<std::string> found{"en"};
        for (auto name : embedded_names()) {
            constexpr std::string_view folder = "translations/";
            if (name.starts_with(folder))
                found.emplace_back(name.substr(folder.size(), name.find('.') - folder.size()));
        }
        return found;
    }();
    return codes;
}

const Language& language(std::string_view code)
{
    static const auto known = [] {
        std::map<std::string, Language, std::less<>> all;
        for (const std::string& name : languages())
            all.try_emplace(name, name, embedded("translations/" + name + ".mo").value_or(""));
        return all;
    }();

    const std::string wanted = to_lower(code.substr(0, code.find_first_of("-_.")));
    const auto found = known.find(wanted);
    return found != known.end() ? found->second : known.find("en")->second;
}

}  // namespace colporteur::text
