// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "policy/judge.hpp"

// What is read as a policy is printed, read again as the same, and comes to some verdict about a
// stranger's post.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace colporteur;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto policy = policy::parse(text);
    if (!policy)
        return 0;
    if (policy::parse(policy::to_text(*policy)) != policy)
        std::abort();
    const mail::Message message{"From: ana@example.org\r\nSubject: hello\r\n\r\nHello\r\n"};
    const auto judgement =
        policy::judge(*policy, {.sender = "ana@example.org", .message = &message});
    const bool accepted = judgement.verdict.fate == policy::Fate::accept;
    if (accepted != judgement.reasons.empty())
        std::abort();
    return 0;
}
