// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace colporteur {

/// What kind of expected failure happened; the doors turn it into 501, 404, exit 2.
enum class Code { invalid, unsupported, not_found, denied, too_large, conflict };

/// An expected failure, told once, where it was noticed.
struct Error {
    Code code;
    std::string
        what;  ///< one sentence for the log and the operator: what was wrong and what was expected

    bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;  // nothing else says tl::, so C++23 is a one-line change

/// `return fail(Code::invalid, "MAIL needs FROM:");`
inline tl::unexpected<Error> fail(Code code, std::string what)
{
    return tl::unexpected<Error>{Error{code, std::move(what)}};
}

/// Hands on a failure: `return fail(address.error());`
inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>{std::move(error)};
}

}  // namespace colporteur
