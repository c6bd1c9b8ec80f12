// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/send_posts.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "delivery/notice.hpp"
#include "digests/compose.hpp"
#include "digests/cut.hpp"
#include "digests/part.hpp"
#include "lists/dress.hpp"
#include "mail/compose.hpp"
#include "mail/header.hpp"
#include "store/archive.hpp"
#include "store/lists.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {
namespace {

using Posts = std::span<const model::Archived>;

constexpr digests::IssueLimits limits{.items = 200, .octets = 5'000'000};
constexpr std::size_t most_mails = 5;
constexpr std::size_t most_posts = most_mails * limits.items;
constexpr std::size_t longest_numbers = 200;  // octets

/// "12-20,25": the numbers of some posts, as many as a command takes.
std::string numbers_of(Posts posts)
{
    std::string text;
    for (std::size_t i = 0; i < posts.size() && text.size() < longest_numbers;) {
        std::size_t last = i;
        while (last + 1 < posts.size() && posts[last + 1].number == posts[last].number + 1)
            ++last;
        text += fmt::format("{}{}", text.empty() ? "" : ",", posts[i].number);
        if (last > i)
            text += fmt::format("-{}", posts[last].number);
        i = last + 1;
    }
    return text;
}

/// One wish for posts on its way to its mails.
class Sending {
public:
    Sending(store::Tx& tx, const model::Site& site, const model::List& list,
            const PostReader& reader, Time now)
        : tx_{tx},
          site_{site},
          list_{list},
          reader_{reader},
          domain_{store::find_domain(tx, list.domain).value()},
          now_{now}
    {
    }

    std::size_t send(Posts posts)
    {
        const auto counts =
            digests::cut(sizes_of(posts.first(std::min(posts.size(), most_posts))), limits);
        const std::size_t mails = allowed(std::min(counts.size(), most_mails));
        std::size_t sent = 0;
        for (std::size_t i = 0; i < mails; ++i) {
            const Posts now_sent = posts.subspan(sent, counts[i]);
            sent += counts[i];
            const Posts rest = i + 1 == mails ? posts.subspan(sent) : Posts{};
            if (posts.size() == 1)
                send_alone(posts.front());
            else
                send_together(now_sent,
                              {static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(mails)},
                              rest);
        }
        return sent;
    }

private:
    /// Which of the mails.
    struct Place {
        std::int64_t number;
        std::int64_t of;
    };

    std::vector<std::size_t> sizes_of(Posts posts)
    {
        std::vector<std::size_t> sizes;
        for (const model::Archived& post : posts)
            sizes.push_back(store::distributed_size(tx_, post.id));
        return sizes;
    }

    /// How many of so many mails may go to the reader now.
    std::size_t allowed(std::size_t wanted)
    {
        std::size_t mails = 0;
        while (mails < wanted && delivery::may_mail(tx_, reader_.to.address, "archive",
                                                    std::chrono::minutes{0}, now_))
            ++mails;
        if (mails < wanted)
            log::info("silenced archive mails={}", wanted - mails);
        return mails;
    }

    delivery::Notice notice(const std::string& template_name) const
    {
        delivery::Notice notice{
            .to = reader_.to,
            .language = reader_.language,
            .template_name = template_name,
            .values = {},
            .domain = domain_,
            .list = list_,
            .in_reply_to = reader_.in_reply_to,
        };
        notice.answers = !reader_.in_reply_to.empty();
        return notice;
    }

    void send_alone(const model::Archived& post)
    {
        delivery::Notice mail = notice("mail/archive_post.txt");
        mail.values.set("NUMBER", std::to_string(post.number))
            .set("SUBJECT", one_line(post.subject))
            .set("AUTHOR", one_line(post.author))
            .set("DATE", to_local_text(post.at, site_.zone))
            .set("LINK", post_link(site_, list_, post.permalink))
            .set("EXAMPLE",
                 fmt::format("{} {} {}", reader_.command,
                             text::language(reader_.language).say(N_("thread")), post.number));
        mail.original = digests::as_read(store::distributed_octets(tx_, post.id));
        delivery::notify(tx_, site_, mail, now_);
    }

    void send_together(Posts posts, Place place, Posts rest)
    {
        std::vector<std::string> octets;
        for (const model::Archived& post : posts)
            octets.push_back(store::distributed_octets(tx_, post.id));
        digests::Issue issue = issue_of(place);
        for (std::size_t i = 0; i < posts.size(); ++i)
            issue.items.push_back({.number = posts[i].number,
                                   .octets = octets[i],
                                   .permalink = post_link(site_, list_, posts[i].permalink),
                                   .posted = posts[i].at});
        if (!rest.empty())
            issue.footer = text::language(reader_.language)
                               .say(N_("These are not all that you asked for. For the next ones, "
                                       "write:")) +
                           "\n\n    " + reader_.command + " " + numbers_of(rest);
        delivery::forward(tx_, list_.address, "", digests::compose(issue, digests::Form::mime),
                          reader_.to.address, now_);
        log::info("archive-send list={} posts={}", model::number(list_.id), posts.size());
    }

    digests::Issue issue_of(Place place) const
    {
        digests::Issue issue{
            .occasion = digests::Occasion::request,
            .list_title = list_.title,
            .language = reader_.language,
            .number = place.number,
            .mails = place.of,
            .items = {},
            .from = {domain_.title, delivery::robot_address(site_, domain_)},
            .to = reader_.to,
            .message_id = mail::make_message_id(accounts::new_token(), domain_.name),
            .date = now_,
            .list_fields = fields(),
            .footer = {},
            .zone = site_.zone,
        };
        return issue;
    }

    std::string fields() const
    {
        std::string fields;
        for (const auto& [name, body] : delivery::automaton_fields(site_, notice("")))
            fields += mail::format_field(name, body);
        if (!reader_.in_reply_to.empty())
            fields += mail::format_field("In-Reply-To", reader_.in_reply_to);
        return fields;
    }

    store::Tx& tx_;
    const model::Site& site_;
    const model::List& list_;
    const PostReader& reader_;
    const model::Domain domain_;
    const Time now_;
};

}  // namespace

std::size_t send_posts(store::Tx& tx, const model::Site& site, const model::List& list,
                       const std::vector<model::Archived>& posts, const PostReader& reader,
                       Time now)
{
    return Sending{tx, site, list, reader, now}.send(posts);
}

}  // namespace colporteur::lists
