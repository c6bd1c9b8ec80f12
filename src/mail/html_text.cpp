// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/html_text.hpp"

#include <algorithm>
#include <gumbo.h>
#include <iterator>
#include <memory>
#include <vector>

#include "base/ascii.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t most_tags = 10'000;
constexpr std::size_t longest_tag = 8'000;  // its attributes too cost gumbo their square
constexpr std::size_t deepest_quote = 20;

enum class Layout { in_line, line, paragraph, hidden };

Layout layout_of(GumboTag tag)
{
    switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG: return Layout::hidden;
    case GUMBO_TAG_P:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_BLOCKQUOTE: return Layout::paragraph;
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_CENTER: return Layout::line;
    default: return Layout::in_line;
    }
}

/// Collects words and breaks as a page is read from top to bottom.
class TextWriter {
public:
    void word(std::string_view text)
    {
        if (breaks_ > 0 && !result_.empty())
            result_.append(breaks_, '\n');
        if (breaks_ > 0 || result_.empty())
            for (std::size_t i = 0; i < std::min(quotes_, deepest_quote); ++i)
                result_ += "> ";
        else if (space_)
            result_ += ' ';
        if (item_)
            result_ += "- ";
        result_ += text;
        breaks_ = 0;
        space_ = false;
        item_ = false;
    }

    void begin_item() { item_ = true; }

    void end_item() { item_ = false; }

    void space() { space_ = true; }

    void end_line() { breaks_ = std::max<std::size_t>(breaks_, item_ ? 0 : 1); }

    void end_paragraph() { breaks_ = std::max<std::size_t>(breaks_, item_ ? 0 : 2); }

    void line_break() { breaks_ = std::min<std::size_t>(breaks_ + 1, 3); }

    void open_quote() { ++quotes_; }

    void close_quote() { --quotes_; }

    std::string take() { return std::move(result_); }

private:
    std::string result_;
    std::size_t breaks_ = 0;  ///< line ends owed before the next word
    std::size_t quotes_ = 0;  ///< how many quotations are open
    bool space_ = false;      ///< white space owed before the next word
    bool item_ = false;       ///< whether the next word begins a list item
};

void end_block(TextWriter& writer, Layout layout)
{
    if (layout == Layout::paragraph)
        writer.end_paragraph();
    if (layout == Layout::line)
        writer.end_line();
}

void write_words(TextWriter& writer, std::string_view text)
{
    while (!text.empty()) {
        const auto end = std::find_if(text.begin(), text.end(), is_space);
        if (end != text.begin())
            writer.word({text.begin(), end});
        const auto next = std::find_if_not(end, text.end(), is_space);
        if (next != end)
            writer.space();
        text = {next, text.end()};
    }
}

// Text of <pre>, where white space counts.
void write_lines(TextWriter& writer, std::string_view text)
{
    const auto lines = split(text, '\n');
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0)
            writer.line_break();
        if (!trim(lines[i]).empty())
            writer.word(lines[i]);
    }
}

/// Walks through the tree; not by recursion, because a page may be nested as deep as it has tags.
class TreeReader {
public:
    std::string read(const GumboNode* root)
    {
        enter(root);
        while (!path_.empty()) {
            Step& step = path_.back();
            const GumboVector& children = step.element->v.element.children;
            if (step.next < children.length)
                enter(static_cast<const GumboNode*>(children.data[step.next++]));
            else
                leave();
        }
        return writer_.take();
    }

private:
    struct Step {
        const GumboNode* element;
        unsigned next;  ///< child to look at
    };

    void enter(const GumboNode* node)
    {
        if (node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_TEXT)
            pre_ > 0 ? write_lines(writer_, node->v.text.text)
                     : write_words(writer_, node->v.text.text);
        if (node->type != GUMBO_NODE_ELEMENT)
            return;
        const GumboTag tag = node->v.element.tag;
        const Layout layout = layout_of(tag);
        if (layout == Layout::hidden)
            return;
        end_block(writer_, layout);
        if (tag == GUMBO_TAG_BR)
            writer_.line_break();
        if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH)
            writer_.space();
        if (tag == GUMBO_TAG_LI)
            writer_.begin_item();
        if (tag == GUMBO_TAG_BLOCKQUOTE)
            writer_.open_quote();
        pre_ += tag == GUMBO_TAG_PRE ? 1 : 0;
        path_.push_back({node, 0});
    }

    void leave()
    {
        const GumboTag tag = path_.back().element->v.element.tag;
        path_.pop_back();
        if (tag == GUMBO_TAG_LI)
            writer_.end_item();
        end_block(writer_, layout_of(tag));
        if (tag == GUMBO_TAG_BLOCKQUOTE)
            writer_.close_quote();
        pre_ -= tag == GUMBO_TAG_PRE ? 1 : 0;
    }

    std::vector<Step> path_;
    TextWriter writer_;
    int pre_ = 0;
};

// The page up to its tag `most_tags`, over-long tags without their attributes, without NUL.
std::string tame(std::string_view html)
{
    std::string result;
    for (std::size_t tags = 0; !html.empty() && tags < most_tags; ++tags) {
        const auto text = html.substr(0, html.find('<', 1));
        const auto tag = text.substr(0, text.find('>'));
        if (tag.size() > longest_tag && tag.front() == '<') {
            result += tag.substr(0, tag.find_first_of(" \t\r\n/", 2));
            html.remove_prefix(tag.size());
        } else {
            result += text;
            html.remove_prefix(text.size());
        }
    }
    std::erase(result, '\0');
    return result;
}

}  // namespace

std::string html_to_text(std::string_view utf8)
{
    const std::string page = tame(utf8);
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    const auto destroy = [&options](GumboOutput* output) {
        gumbo_destroy_output(&options, output);
    };
    const std::unique_ptr<GumboOutput, decltype(destroy)> output{
        gumbo_parse_with_options(&options, page.data(), page.size()), destroy};
    return TreeReader{}.read(output->root);
}

}  // namespace colporteur::mail
