// SPDX-License-Identifier: Apache-2.0
#include "base/country.hpp"

#include <array>

namespace vaxcert {
namespace {

/// ISO 3166-1, alpha-2 and alpha-3 of each country, in the order of the former.
constexpr std::string_view iso_3166 =
    "ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW "
    "AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN "
    "BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG "
    "CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE "
    "DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN "
    "FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL "
    "GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV "
    "HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM "
    "JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO "
    "LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE "
    "MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS "
    "MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL "
    "NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI "
    "PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN "
    "SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV "
    "SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON "
    "TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN "
    "VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE ";

struct Alias {
    std::string_view code, alpha_2;
};

/// What passports have beside it (ICAO Doc 9303-3 section 5), and what the EU's lists have.
constexpr std::array<Alias, 15> aliases = {{
    {"D", "DE"},
    {"EUE", "EU"},
    {"GBD", "GB"},
    {"GBN", "GB"},
    {"GBO", "GB"},
    {"GBP", "GB"},
    {"GBS", "GB"},
    {"RKS", "XK"},
    {"UK", "GB"},
    {"UNO", "UN"},
    {"UNA", "UN"},
    {"UNK", "UN"},
    {"UTO", "UT"},  // Utopia, where specimens come from
    {"XOM", "XO"},  // the Order of Malta
    {"XPO", "XP"},  // Interpol
}};

}  // namespace

std::string_view alpha_2(std::string_view country) noexcept {
    for (const Alias& alias : aliases)
        if (alias.code == country) return alias.alpha_2;
    if (country.size() != 3) return country;
    for (std::size_t at = 0; at < iso_3166.size(); at += 6)
        if (iso_3166.substr(at + 2, 3) == country) return iso_3166.substr(at, 2);
    return country;
}

std::string_view alpha_3(std::string_view country) noexcept {
    if (country.size() != 2) return country;
    for (std::size_t at = 0; at < iso_3166.size(); at += 6)
        if (iso_3166.substr(at, 2) == country) return iso_3166.substr(at + 2, 3);
    for (const Alias& alias : aliases)
        if (alias.alpha_2 == country && alias.code.size() == 3) return alias.code;
    return country;
}

bool is_same_country(std::string_view one, std::string_view other) noexcept {
    return alpha_2(one) == alpha_2(other);
}

}  // namespace vaxcert
