// SPDX-License-Identifier: AGPL-3.0-or-later
// What each command does: one file per command. What they may promise their sender is in the table,
// commands.cpp.
#pragma once

#include "robot/request.hpp"

namespace colporteur::robot {

Answer subscribe(const Request& request);
Answer unsubscribe(const Request& request);
Answer confirm(const Request& request);
Answer help(const Request& request);
Answer info(const Request& request);
Answer lists(const Request& request);
Answer which(const Request& request);
Answer set(const Request& request);
Answer suspend(const Request& request);
Answer resume(const Request& request);
Answer language(const Request& request);
Answer addresses(const Request& request);
Answer move(const Request& request);
Answer data(const Request& request);
Answer forget(const Request& request);
Answer add(const Request& request);
Answer del(const Request& request);
Answer invite(const Request& request);
Answer remind(const Request& request);
Answer grant(const Request& request);
Answer revoke(const Request& request);
Answer moderate(const Request& request);
Answer trust(const Request& request);
Answer block(const Request& request);
Answer unblock(const Request& request);
Answer config(const Request& request);
Answer create(const Request& request);
Answer close(const Request& request);
Answer open(const Request& request);
Answer modindex(const Request& request);
Answer approve(const Request& request);
Answer reject(const Request& request);
Answer discard(const Request& request);
Answer review(const Request& request);
Answer stats(const Request& request);
Answer verify(const Request& request);
Answer index(const Request& request);
Answer get(const Request& request);
Answer last(const Request& request);

}  // namespace colporteur::robot
