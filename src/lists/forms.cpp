// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/forms.hpp"

#include "dressing/reception.hpp"
#include "lists/posting.hpp"
#include "store/ledger.hpp"
#include "store/mailings.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {
namespace {

using model::Reception;

constexpr std::size_t link_over = 10'000;  // octets: what is smaller costs less than following it

std::string in_form(const Going& going, Reception reception)
{
    const std::string& octets = going.mailing.octets;
    const text::Language& language = text::language(going.list.language);
    switch (reception) {
    case Reception::notice: return dressing::notice(octets);
    case Reception::text: return dressing::text_only(octets, language);
    case Reception::links:
        return dressing::with_links(
            octets, link_over, [&](int part) { return part_link(going.site, going.kept.id, part); },
            language);
    default: return octets;
    }
}

bool is_single_post(Reception reception)
{
    return reception < Reception::digest;
}

}  // namespace

void add_forms(store::Tx& tx, const Going& going, model::MailingId leader)
{
    for (const Reception reception : store::unusual_receptions(tx, going.list.id)) {
        if (!is_single_post(reception))
            continue;
        model::Mailing form = going.mailing;
        form.octets = in_form(going, reception);
        form.audience.reception = reception;
        form.audience.leader = leader;
        store::add_mailing(tx, form, "");
    }
}

}  // namespace colporteur::lists
