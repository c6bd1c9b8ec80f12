// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/ledger.hpp"

#include <fmt/format.h>

#include "store/mailings.hpp"
#include "store/people.hpp"
#include "store/progress.hpp"

namespace colporteur::support {

Ledger::Ledger(int readers) : list_{house_.add(a_list())}
{
    for (int i = 0; i < readers; ++i)
        join(fmt::format("r{}@example.net", i));
    letter_ = add_letter("print");
}

model::MailingId Ledger::add_letter(std::string_view fingerprint)
{
    return in_tx([&](store::Tx& tx) {
        return store::add_mailing(tx,
                                  {.list = list_.id,
                                   .bounce_base = list_.address,
                                   .personal = true,
                                   .priority = model::Priority::letter,
                                   .octets = "x",
                                   .subject = "s",
                                   .created = noon},
                                  fingerprint)
            .value();
    });
}

model::DeliveryId Ledger::add_notice(std::string_view recipient, Time due)
{
    model::Mailing notice{.bounce_base = list_.address, .octets = "x", .created = noon};
    return in_tx([&](store::Tx& tx) {
        notice.id = store::add_mailing(tx, notice, "").value();
        return store::add_delivery(tx, notice, address(recipient), due);
    });
}

void Ledger::join(std::string_view who)
{
    house_.subscribe(list_, who);
}

void Ledger::leave(std::string_view who)
{
    in_tx([&](store::Tx& tx) {
        const auto person = store::find_person(tx, address(who)).value();
        store::unsubscribe(tx, store::find_member(tx, list_.id, person.id).value().id, noon);
    });
}

void Ledger::fill()
{
    fill(letter_);
}

void Ledger::fill(model::MailingId letter)
{
    in_tx([&](store::Tx& tx) { return store::address_to_members(tx, letter, list_.id); });
    while (in_tx([](store::Tx& tx) { return store::fill_mailings(tx, 7, noon); })) {
    }
}

std::vector<model::Delivery> Ledger::lease(int limit, Time now)
{
    return in_tx([&](store::Tx& tx) {
        std::vector<model::Delivery> leased;
        for (const store::Lane& lane : store::lanes(tx)) {
            const auto missing = limit - static_cast<int>(leased.size());
            const auto some = store::lease_letters(tx, lane, missing, now);
            leased.insert(leased.end(), some.begin(), some.end());
        }
        return leased;
    });
}

void Ledger::settle(const model::Delivery& leased, model::DeliveryState state,
                    std::string_view reply, Time at)
{
    in_tx([&](store::Tx& tx) { store::settle(tx, leased.id, leased.attempts, state, reply, at); });
}

model::DeliveryState Ledger::state_of(model::DeliveryId id)
{
    return store::find_delivery(db(), id).value().state;
}

}  // namespace colporteur::support
