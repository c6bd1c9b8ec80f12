// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/job.hpp"
#include "model/list.hpp"
#include "model/site.hpp"
#include "smtp/reply.hpp"
#include "smtp/server.hpp"
#include "store/db.hpp"

namespace colporteur::intake {

/// What an address of ours means (contract §3).
struct Route {
    model::Purpose purpose = model::Purpose::command;
    std::optional<model::List> list{};
    std::string token{};  ///< of +confirm-, +leave-, +bounce-
};

/// Nothing when nobody lives there.
std::optional<Route> resolve(store::Db& db, const model::Site& site, const mail::Address& address);

/// May that recipient be written to? 250 or 550 5.1.1, before DATA (5321-18).
smtp::Reply check_recipient(store::Db& db, const model::Site& site, const mail::Address& recipient);

/// What came through the door.
struct Arrival {
    smtp::Envelope envelope;
    std::string octets;
    std::string peer;      ///< IP address, for the Received field; "" for a command on this machine
    std::string protocol;  ///< "ESMTP", "ESMTPS", "LMTP" (RFC 3848), "local"
    Time received;
};

/// Makes it safe: the message once, a job per recipient, each with its purpose. One reply per
/// recipient; 250 may be said once `tx` is committed. Adds a Received field, and what a damaged
/// message lacks (Date, Message-ID, From); takes the Return-Path away (5321-16). Refuses a message
/// that has come by more than 100 hosts (5321-19).
std::vector<smtp::Reply> take(store::Tx& tx, const model::Site& site, const Arrival& arrival);

/// The work that jobs are given to, by purpose. A table, so that a test may put a failing one in.
using Work = std::function<void(store::Tx&, const model::Site&, const model::Job&, Time)>;
using WorkTable = std::map<model::Purpose, Work>;

WorkTable standard_work();

/// Carries one begun job through: done, or into quarantine with its reason when the work threw or
/// has ended the program three times. Throws store::Failure when the world fails: nothing has
/// happened then, and the job is to be tried again.
void work_on(store::Tx& tx, const model::Site& site, const WorkTable& table, const model::Job& job,
             Time now);

}  // namespace colporteur::intake
