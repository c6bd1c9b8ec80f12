// SPDX-License-Identifier: AGPL-3.0-or-later
// A list whose members want their posts in different ways, and what each of them is sent.
#pragma once

#include <functional>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "lists/digest.hpp"
#include "lists/posting.hpp"
#include "store/jobs.hpp"
#include "store/ledger.hpp"
#include "store/people.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {

inline const Time noon = support::at("2026-03-01 12:00");

/// A copy that somebody is sent.
struct Copy {
    model::DeliveryId id{};
    model::MemberId member{};
    model::Reception form{};
    std::set<int> posts;  ///< which of them are in it
    std::string octets;
};

/// A discussion list in English, town@info.example.org. Its posts are called no-1-here, no-2-here…
class Village {
public:
    store::Db& db() { return house.db(); }

    template <class Work>
    auto in_tx(Work work)
    {
        store::Tx tx{db()};
        if constexpr (std::is_void_v<std::invoke_result_t<Work, store::Tx&>>) {
            work(tx);
            tx.commit();
        } else {
            auto result = work(tx);
            tx.commit();
            return result;
        }
    }

    /// Somebody joins, and wants posts so from now on.
    model::MemberId join(const std::string& name,
                         model::Reception reception = model::Reception::mail)
    {
        const auto id = house.subscribe(list, name + "@example.net");
        if (reception != model::Reception::mail)
            want(id, reception);
        return id;
    }

    void leave(model::MemberId id)
    {
        in_tx([&](store::Tx& tx) { store::unsubscribe(tx, id, noon); });
    }

    model::Member member(model::MemberId id) { return store::find_member(db(), id).value(); }

    /// A change of mind about the form.
    void want(model::MemberId id, model::Reception reception, Time now = noon)
    {
        in_tx([&](store::Tx& tx) {
            model::Member member = store::find_member(tx, id).value();
            if (!model::is_digest(reception))
                last_digest(tx, site, list, member, now);
            member.reception = reception;
            store::set_options(tx, member);
        });
    }

    void change(model::MemberId id, const std::function<void(model::Member&)>& change)
    {
        in_tx([&](store::Tx& tx) {
            model::Member member = store::find_member(tx, id).value();
            change(member);
            store::set_options(tx, member);
        });
    }

    /// `i`: the number in its name.
    void post(int i, const std::string& from = "zoe@example.net", const std::string& fields = "",
              Time now = noon)
    {
        const std::string octets = fmt::format(
            "From: {}\r\nTo: town@info.example.org\r\n{}Subject: no-{}-here\r\n"
            "Message-ID: <{}@example.net>\r\n\r\nThis is no-{}-here.\r\n",
            from, fields, i, i, i);
        in_tx([&](store::Tx& tx) {
            distribute(tx, site, list, store::add_message(tx, octets, now), now);
        });
    }

    /// One step of addressing; false when nothing was left to do.
    bool step(int limit, Time now = noon)
    {
        return in_tx([&](store::Tx& tx) { return store::fill_mailings(tx, limit, now); });
    }

    void fill(Time now = noon)
    {
        while (step(7, now)) {
        }
    }

    /// Sends a digest at once and addresses it. Returns how many mails it is.
    int digest(Time now = noon)
    {
        const int mails = in_tx([&](store::Tx& tx) { return send_digest(tx, site, list, now); });
        fill(now);
        return mails;
    }

    /// The copies that have come into the ledger since the last call, in that order.
    std::vector<Copy> new_copies()
    {
        constexpr auto sql = R"(
            SELECT d.id, d.member, g.reception, g.octets
              FROM deliveries d JOIN mailings g ON g.id = d.mailing
             WHERE d.id > $1 AND g.priority = 1
             ORDER BY d.id)";
        std::vector<Copy> copies;
        for (const store::Row& row : db().query(sql, seen_)) {
            Copy copy{row.get<model::DeliveryId>(0),
                      row.get<model::MemberId>(1),
                      row.get<model::Reception>(2),
                      {},
                      row.get<std::string>(3)};
            copy.posts = posts_in(copy.octets);
            seen_ = copy.id;
            copies.push_back(std::move(copy));
        }
        return copies;
    }

    support::House house;
    model::Site site = support::a_site();
    model::List list = house.add(support::a_list()
                                     .named("town@info.example.org")
                                     .titled("Town")
                                     .in("en")
                                     .of_kind(model::Kind::discussion));

private:
    static std::set<int> posts_in(const std::string& octets)
    {
        static const std::regex name{"no-([0-9]+)-here"};
        std::set<int> posts;
        for (std::sregex_iterator found{octets.begin(), octets.end(), name}, end; found != end;
             ++found)
            posts.insert(std::stoi((*found)[1]));
        return posts;
    }

    model::DeliveryId seen_{};
};

}  // namespace colporteur::lists
