// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

/// Row numbers, each with its own type, so that one can never stand where another belongs.
namespace colporteur::model {

enum class DomainId : std::int64_t {};
enum class ListId : std::int64_t {};
enum class PersonId : std::int64_t {};
enum class MemberId : std::int64_t {};
enum class MessageKey : std::int64_t {};
enum class JobId : std::int64_t {};
enum class RequestId : std::int64_t {};
enum class HeldId : std::int64_t {};
enum class ArchiveId : std::int64_t {};
enum class BlockId : std::int64_t {};
enum class MailingId : std::int64_t {};
enum class DeliveryId : std::int64_t {};
enum class DestinationId : std::int64_t {};

template <class Id>
constexpr std::int64_t number(Id id)
{
    return static_cast<std::int64_t>(id);
}

}  // namespace colporteur::model
