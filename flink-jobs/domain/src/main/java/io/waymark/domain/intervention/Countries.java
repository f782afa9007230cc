package io.waymark.domain.intervention;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Countries and what time it is there: ISO 3166-1 code, calling code (ITU-T E.164), zones. Where
 * there are several, those that most people live in, the most populous first; islands and regions
 * of few are left out. Where one calling code is several countries', it is the largest one's.
 */
final class Countries {
  private static final String TABLE =
      """
      AE 971 Asia/Dubai
      AM 374 Asia/Yerevan
      AR 54 America/Argentina/Buenos_Aires
      AT 43 Europe/Vienna
      AU 61 Australia/Sydney,Australia/Brisbane,Australia/Adelaide,Australia/Perth
      BD 880 Asia/Dhaka
      BE 32 Europe/Brussels
      BG 359 Europe/Sofia
      BH 973 Asia/Bahrain
      BN 673 Asia/Brunei
      BO 591 America/La_Paz
      BR 55 America/Sao_Paulo,America/Manaus
      BT 975 Asia/Thimphu
      BY 375 Europe/Minsk
      CA - America/Toronto,America/Vancouver,America/Edmonton,America/Winnipeg,America/Halifax
      CD 243 Africa/Kinshasa,Africa/Lubumbashi
      CH 41 Europe/Zurich
      CL 56 America/Santiago
      CN 86 Asia/Shanghai
      CO 57 America/Bogota
      CR 506 America/Costa_Rica
      CZ 420 Europe/Prague
      DE 49 Europe/Berlin
      DK 45 Europe/Copenhagen
      DZ 213 Africa/Algiers
      EC 593 America/Guayaquil
      EE 372 Europe/Tallinn
      EG 20 Africa/Cairo
      ES 34 Europe/Madrid,Atlantic/Canary
      ET 251 Africa/Addis_Ababa
      FI 358 Europe/Helsinki
      FR 33 Europe/Paris
      GB 44 Europe/London
      GE 995 Asia/Tbilisi
      GH 233 Africa/Accra
      GR 30 Europe/Athens
      GT 502 America/Guatemala
      HK 852 Asia/Hong_Kong
      HN 504 America/Tegucigalpa
      HR 385 Europe/Zagreb
      HU 36 Europe/Budapest
      ID 62 Asia/Jakarta,Asia/Makassar
      IE 353 Europe/Dublin
      IL 972 Asia/Jerusalem
      IN 91 Asia/Kolkata
      IQ 964 Asia/Baghdad
      IS 354 Atlantic/Reykjavik
      IT 39 Europe/Rome
      JO 962 Asia/Amman
      JP 81 Asia/Tokyo
      KE 254 Africa/Nairobi
      KH 855 Asia/Phnom_Penh
      KR 82 Asia/Seoul
      KW 965 Asia/Kuwait
      LA 856 Asia/Vientiane
      LB 961 Asia/Beirut
      LK 94 Asia/Colombo
      LT 370 Europe/Vilnius
      LU 352 Europe/Luxembourg
      LV 371 Europe/Riga
      MA 212 Africa/Casablanca
      MM 95 Asia/Yangon
      MO 853 Asia/Macau
      MT 356 Europe/Malta
      MV 960 Indian/Maldives
      MX 52 America/Mexico_City,America/Cancun,America/Hermosillo,America/Tijuana
      MY 60 Asia/Kuala_Lumpur
      NG 234 Africa/Lagos
      NL 31 Europe/Amsterdam
      NO 47 Europe/Oslo
      NP 977 Asia/Kathmandu
      NZ 64 Pacific/Auckland
      OM 968 Asia/Muscat
      PA 507 America/Panama
      PE 51 America/Lima
      PH 63 Asia/Manila
      PK 92 Asia/Karachi
      PL 48 Europe/Warsaw
      PT 351 Europe/Lisbon,Atlantic/Azores
      PY 595 America/Asuncion
      QA 974 Asia/Qatar
      RO 40 Europe/Bucharest
      RS 381 Europe/Belgrade
      RU 7 Europe/Moscow,Asia/Yekaterinburg,Asia/Novosibirsk,Europe/Samara
      SA 966 Asia/Riyadh
      SE 46 Europe/Stockholm
      SG 65 Asia/Singapore
      SI 386 Europe/Ljubljana
      SK 421 Europe/Bratislava
      SV 503 America/El_Salvador
      TH 66 Asia/Bangkok
      TN 216 Africa/Tunis
      TR 90 Europe/Istanbul
      TW 886 Asia/Taipei
      TZ 255 Africa/Dar_es_Salaam
      UA 380 Europe/Kiev
      UG 256 Africa/Kampala
      US 1 America/New_York,America/Chicago,America/Los_Angeles,America/Denver
      UY 598 America/Montevideo
      VE 58 America/Caracas
      VN 84 Asia/Ho_Chi_Minh
      ZA 27 Africa/Johannesburg
      """;

  private static final Map<String, List<ZoneId>> ZONES = new HashMap<>();
  private static final Map<String, String> CALLING_CODES = new HashMap<>();
  private static final int LONGEST_CALLING_CODE = 3;

  static {
    TABLE
        .lines()
        .map(line -> line.split(" "))
        .forEach(
            row -> {
              ZONES.put(row[0], Stream.of(row[2].split(",")).map(ZoneId::of).toList());
              CALLING_CODES.put(row[1], row[0]);
            });
  }

  private Countries() {}

  /** The zones of a country; none if it is not known. */
  static List<ZoneId> zones(String country) {
    return ZONES.getOrDefault(country.toUpperCase(Locale.ROOT), List.of());
  }

  /** The country of a phone number that begins with + or 00; null if that does not tell it. */
  static @Nullable String ofPhone(String phone) {
    String digits = phone.replaceAll("[^+0-9]", "");
    if (digits.startsWith("00")) {
      digits = digits.substring(2);
    } else if (digits.startsWith("+")) {
      digits = digits.substring(1);
    } else {
      return null;
    }
    for (int length = Math.min(LONGEST_CALLING_CODE, digits.length()); length > 0; length--) {
      String country = CALLING_CODES.get(digits.substring(0, length));
      if (country != null) {
        return country;
      }
    }
    return null;
  }
}
