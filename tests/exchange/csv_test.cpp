// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/csv.hpp"

#include <sstream>

#include <doctest/doctest.h>

using namespace colporteur;
using exchange::CsvRecord;
using Fields = std::vector<std::string>;

namespace {

std::vector<CsvRecord> read_all(const std::string& text)
{
    std::istringstream in{text};
    exchange::CsvReader reader{in};
    std::vector<CsvRecord> records;
    while (auto record = reader.next())
        records.push_back(*std::move(record));
    return records;
}

}  // namespace

TEST_CASE("fields are cut at separators outside quotes, RFC 4180 section 2")
{
    struct Row {
        std::string_view record;
        Fields fields;
    };

    for (const Row& row : {
             Row{"a,b", {"a", "b"}},
             Row{"", {""}},
             Row{"a,", {"a", ""}},
             Row{" a , b ", {"a", "b"}},
             Row{R"("a,b",c)", {"a,b", "c"}},
             Row{R"("say ""hello""",c)", {"say \"hello\"", "c"}},
             Row{R"(a "b" c,d)", {"a \"b\" c", "d"}},
             Row{R"( "a" ,b)", {"a", "b"}},
             Row{R"("",b)", {"", "b"}},
         }) {
        CAPTURE(row.record);
        CHECK(exchange::parse_csv(row.record, ',') == row.fields);
    }
}

TEST_CASE("a quote that is not closed, or text behind it, is refused")
{
    for (const std::string_view bad : {R"("a)", R"(a,"b)", R"("a"b,c)", R"("a"")"}) {
        CAPTURE(bad);
        CHECK_FALSE(exchange::parse_csv(bad, ',').has_value());
    }
}

TEST_CASE("the separator is the one that the first records use")
{
    CHECK(exchange::guess_separator("a;b,c") == ';');
    CHECK(exchange::guess_separator("a\tb;c") == '\t');
    CHECK(exchange::guess_separator("\"a;b\",c") == ',');
    CHECK(exchange::guess_separator("a") == std::nullopt);
    CHECK(read_all("one\ntwo;2\n").back().fields == Fields{"two", "2"});
}

TEST_CASE("records know their line; empty lines, CRLF and a byte order mark do not count")
{
    const auto records = read_all(
        "\xEF\xBB\xBF"
        "a,b\r\n\r\nc,d\n");

    REQUIRE(records.size() == 2);
    CHECK(records[0].fields == Fields{"a", "b"});
    CHECK(records[1].line == 3);
    CHECK(records[1].fields == Fields{"c", "d"});
}

TEST_CASE("a file in Windows-1252 is read as such")
{
    CHECK(read_all("L\xFC"
                   "ders;x\n")
              .front()
              .fields == Fields{"Lüders", "x"});
}

TEST_CASE("a quoted field may go on over lines; one that never closes spoils its own line only")
{
    const auto whole = read_all("a,\"b\nc\"\n8,9\n");
    REQUIRE(whole.size() == 2);
    CHECK(whole[0].fields == Fields{"a", "b\nc"});
    CHECK(whole[1].line == 3);

    const auto damaged = read_all("a,\"b\nc,d\ne,f\n");
    REQUIRE(damaged.size() == 3);
    CHECK_FALSE(damaged[0].damage.empty());
    CHECK(damaged[1].fields == Fields{"c", "d"});
    CHECK(damaged[2].line == 3);
}

TEST_CASE("a line without end is reported, not kept in memory")
{
    const auto records = read_all(std::string(1'000'000, 'x') + "\na,b\n");
    REQUIRE(records.size() == 2);
    CHECK_FALSE(records[0].damage.empty());
    CHECK(records[0].text.size() < 100'000);
    CHECK(records[1].fields == Fields{"a", "b"});
}

TEST_CASE("what is written is read back, and no spreadsheet takes it for a formula")
{
    for (const std::string text : {"", "Zoé", "a,b", "a;b", "say \"x\"", " spaced ", "=1+1", "+33",
                                   "'", "'=x", "''=x", "-", "@x", "a\nb"}) {
        CAPTURE(text);
        const std::string written = exchange::format_csv_field(text, exchange::Reader::spreadsheet);
        const auto fields = exchange::parse_csv(written + ",end", ',');
        REQUIRE(fields.has_value());
        CHECK(exchange::without_apostrophe(fields->front()) == text);
        const std::string_view seen = fields->front();
        CHECK(exchange::without_apostrophe(
                  exchange::parse_csv(exchange::format_csv_field(text), ',').value().front()) ==
              text);
        CHECK((seen.empty() ||
               std::string_view{"=+-@"}.find(seen.front()) == std::string_view::npos));
    }
}
