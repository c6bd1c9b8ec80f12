// SPDX-License-Identifier: AGPL-3.0-or-later
// Forms and paths of strangers: what is read is UTF-8 and bounded, and a path's pieces never lead
// elsewhere. The input is a Content-Type, a line feed, and a body.
#include <algorithm>
#include <cstdlib>

#include "base/utf8.hpp"
#include "http/message.hpp"

using namespace colporteur;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string input{reinterpret_cast<const char*>(data), size};
    const auto end = std::min(input.find('\n'), size);
    http::Request request;
    request.fields = {{"Content-Type", input.substr(0, end)}};
    request.body = input.substr(std::min(end + 1, size));

    for (const http::Form& form :
         {http::parse_form(request).value_or(http::Form{}), http::parse_query(input)}) {
        if (form.size() > 100)
            std::abort();
        for (const auto& [name, value] : form)
            if (!is_utf8(name) || !is_utf8(value))
                std::abort();
    }
    for (const std::string& piece :
         http::split_path("/" + input).value_or(std::vector<std::string>{}))
        if (piece == ".." || piece == "." || piece.find('/') != std::string::npos ||
            !is_utf8(piece))
            std::abort();
    return 0;
}
