// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/disposition.hpp"

#include <doctest/doctest.h>

#include "mail/parameters.hpp"

namespace colporteur::mail {
namespace {

std::string name_in(std::string_view header)
{
    const std::string octets = std::string{header} + "\r\n\r\n";
    return file_name(split_message(octets));
}

std::string named(std::string_view parameters)
{
    return name_in("Content-Disposition: attachment; " + std::string{parameters});
}

}  // namespace

TEST_CASE("file names are read in every form that mailers write (2231-01)")
{
    CHECK(named("filename=plan.pdf") == "plan.pdf");
    CHECK(named("size=3; FileName=\"my \\\"plan\\\"; new.pdf\"") == "my \"plan\"; new.pdf");
    CHECK(named("filename=my plan.pdf") == "my plan.pdf");
    CHECK(named("filename*=utf-8'fr'r%C3%A9sum%C3%A9.pdf") == "résumé.pdf");
    CHECK(named("filename=x.pdf; filename*=iso-8859-1''r%E9sum%E9.pdf") == "résumé.pdf");
    CHECK(named("filename*1*=m%C3%A9.pdf;\r\n filename*0*=utf-8''r%C3%A9su") == "résumé.pdf");
    CHECK(named("filename*0*=utf-8''r%C3; filename*1*=%A9su; filename*2=\"me%.pdf\"") ==
          "résume%.pdf");
    CHECK(named("filename*0=\"long \"; filename*1=name.txt") == "long name.txt");
    CHECK(named("filename=\"=?utf-8?Q?r=C3=A9sum=C3=A9.pdf?=\"") == "résumé.pdf");
    CHECK(named("filename=\"r\xC3\xA9sum\xE9\"") == "rÃ©sumé");
    CHECK(name_in("Content-Type: image/png; name=\"a.png\"") == "a.png");
}

TEST_CASE("a file name that is missing or damaged is no error (2231-01)")
{
    CHECK(name_in("Subject: hello") == "");
    CHECK(named("filename") == "");
    CHECK(named("filename*1=tail.txt") == "");
    CHECK(named("filename*=r%C3%A9sum%C3%A9.pdf") == "résumé.pdf");
    CHECK(named("filename*0=a; filename*2=c") == "a");
    CHECK(named("filename*99999999999999999999=a") == "");
    CHECK(named("filename=\"never closed") == "never closed");
}

TEST_CASE("a file name leads to no folder and hides no letter (2231-01, trap 18)")
{
    CHECK(named("filename=\"../../etc/passwd\"") == "passwd");
    CHECK(named("filename=\"C:\\\\temp\\\\a.exe\"") == "a.exe");
    CHECK(named("filename=\"..\"") == "");
    CHECK(named("filename=\"a/.\"") == "");
    CHECK(named("filename*=utf-8''a%2F..%2Fb.txt") == "b.txt");
    CHECK(named("filename*=utf-8''a%0D%0AX%3A%00y") == "a X:y");
    CHECK(named("filename=\"photo\u202Egpj.exe\"") == "photogpj.exe");
    CHECK(named("filename=" + std::string(5000, 'x')).size() == 200);
}

TEST_CASE("a charset is changed and the other parameters stay as they stand")
{
    CHECK(with_charset("text/plain; charset=\"latin1\"; format=flowed", "utf-8") ==
          "text/plain; format=flowed; charset=utf-8");
    CHECK(with_charset("text/plain;", "utf-8") == "text/plain; charset=utf-8");
    CHECK(with_charset("text/plain; charset*=us-ascii''koi8-r; name=\"a;b\"", "utf-8") ==
          "text/plain; name=\"a;b\"; charset=utf-8");
}

}  // namespace colporteur::mail
