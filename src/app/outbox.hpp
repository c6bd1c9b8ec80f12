// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>

#include "smtp/client.hpp"

namespace colporteur::app {

/// Keeps one recipient's copy as a file: Return-Path and Delivered-To on top, as a mailbox would
/// have it. Written whole or not at all. Returns what a relay would say: 250, or 452 when the disk
/// will not take it.
smtp::Reply write_outbox(const std::filesystem::path& file, const smtp::Copy& copy,
                         const std::string& recipient);

}  // namespace colporteur::app
