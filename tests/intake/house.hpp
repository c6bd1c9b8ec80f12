// SPDX-License-Identifier: AGPL-3.0-or-later
// A list behind the whole of intake: mail goes in at the door, what is sent comes out.
#pragma once

#include <algorithm>

#include <doctest/doctest.h>

#include "intake/intake.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"
#include "store/ledger.hpp"
#include "store/progress.hpp"
#include "support/builders.hpp"

namespace colporteur::intake {

/// A discussion that ana@example.net reads and writes, and olga@example.net owns.
struct Discussion {
    support::House house;
    model::Site site = support::a_site();
    model::List list = house.add(support::a_list().of_kind(model::Kind::discussion));
    Time now = support::at("2026-03-01 12:00");

    Discussion()
    {
        site.admins = {support::address("root@example.net")};
        house.subscribe(list, "ana@example.net");
        house.give_role(list, "olga@example.net", model::Role::owner);
    }

    std::vector<support::Sent> mail(const std::string& octets, std::vector<std::string> recipients,
                                    const std::string& sender = "ana@example.net")
    {
        store::Tx tx{house.db()};
        smtp::Envelope envelope;
        envelope.helo = "mail.example.net";
        if (!sender.empty())
            envelope.reverse_path = support::address(sender);
        for (const std::string& recipient : recipients)
            envelope.recipients.push_back(support::address(recipient + "@info.example.org"));
        take(tx, site, {envelope, octets, "192.0.2.1", "ESMTP", now});
        for (const model::Job& job : store::begin_jobs(tx, 99, now))
            work_on(tx, site, standard_work(), job, now);
        REQUIRE(store::quarantined_jobs(tx).empty());
        while (store::fill_mailings(tx, 99, now)) {
        }
        tx.commit();
        return house.new_mail();
    }

    /// How many letters went out to lists so far.
    int letters()
    {
        const auto mailings = store::queued_mailings(house.db(), true);
        return static_cast<int>(std::ranges::count_if(
            mailings, [](const auto& mailing) { return mailing.list.has_value(); }));
    }
};

}  // namespace colporteur::intake
