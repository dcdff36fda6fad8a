"""Capitals and cities of news by IANA time zone, one zone a line; every key is one that zoneinfo knows."""

from typing import Final

PLACES: Final = """
Africa/Abidjan: Abidjan, Yamoussoukro
Africa/Accra: Accra
Africa/Addis_Ababa: Addis Ababa
Africa/Algiers: Algiers
Africa/Asmara: Asmara
Africa/Bamako: Bamako
Africa/Bangui: Bangui
Africa/Banjul: Banjul
Africa/Bissau: Bissau
Africa/Blantyre: Lilongwe, Blantyre
Africa/Brazzaville: Brazzaville
Africa/Bujumbura: Bujumbura, Gitega
Africa/Cairo: Cairo, Alexandria, Sharm el-Sheikh
Africa/Casablanca: Rabat, Casablanca, Marrakesh
Africa/Conakry: Conakry
Africa/Dakar: Dakar
Africa/Dar_es_Salaam: Dar es Salaam, Dodoma, Arusha
Africa/Djibouti: Djibouti
Africa/Douala: Yaounde, Yaoundé, Douala
Africa/Freetown: Freetown
Africa/Gaborone: Gaborone
Africa/Harare: Harare
Africa/Johannesburg: Pretoria, Johannesburg, Cape Town, Durban
Africa/Juba: Juba
Africa/Kampala: Kampala, Entebbe
Africa/Khartoum: Khartoum, Port Sudan
Africa/Kigali: Kigali
Africa/Kinshasa: Kinshasa
Africa/Lagos: Abuja, Lagos
Africa/Libreville: Libreville
Africa/Lome: Lome, Lomé
Africa/Luanda: Luanda
Africa/Lubumbashi: Lubumbashi, Goma
Africa/Lusaka: Lusaka
Africa/Malabo: Malabo
Africa/Maputo: Maputo
Africa/Maseru: Maseru
Africa/Mbabane: Mbabane
Africa/Mogadishu: Mogadishu
Africa/Monrovia: Monrovia
Africa/Nairobi: Nairobi
Africa/Ndjamena: N'Djamena, Ndjamena
Africa/Niamey: Niamey
Africa/Nouakchott: Nouakchott
Africa/Ouagadougou: Ouagadougou
Africa/Porto-Novo: Porto-Novo, Cotonou
Africa/Sao_Tome: Sao Tome
Africa/Tripoli: Tripoli, Benghazi
Africa/Tunis: Tunis
Africa/Windhoek: Windhoek
America/Argentina/Buenos_Aires: Buenos Aires
America/Asuncion: Asuncion, Asunción
America/Barbados: Bridgetown
America/Belize: Belmopan
America/Bogota: Bogota, Bogotá, Cartagena
America/Caracas: Caracas
America/Cayenne: Cayenne
America/Chicago: Chicago, Houston, Dallas
America/Costa_Rica: San Jose, San José
America/Denver: Denver
America/Dominica: Roseau
America/El_Salvador: San Salvador
America/Grenada: St. George's
America/Guatemala: Guatemala City
America/Guayaquil: Quito, Guayaquil
America/Guyana: Georgetown
America/Havana: Havana
America/Jamaica: Kingston
America/La_Paz: La Paz, Sucre
America/Lima: Lima
America/Los_Angeles: Los Angeles, San Francisco, Seattle
America/Managua: Managua
America/Mexico_City: Mexico City
America/Montevideo: Montevideo
America/Nassau: Nassau
America/New_York: Washington, Washington D.C., New York, United Nations, Boston, Philadelphia, Atlanta
America/New_York: Camp David, Miami
America/Nuuk: Nuuk
America/Panama: Panama City
America/Paramaribo: Paramaribo
America/Port-au-Prince: Port-au-Prince
America/Port_of_Spain: Port of Spain
America/Puerto_Rico: San Juan
America/Santiago: Santiago
America/Santo_Domingo: Santo Domingo
America/Sao_Paulo: Brasilia, Brasília, Sao Paulo, São Paulo, Rio de Janeiro
America/St_Lucia: Castries
America/Tegucigalpa: Tegucigalpa
America/Toronto: Ottawa, Toronto, Montreal
America/Vancouver: Vancouver
Asia/Almaty: Astana, Nur-Sultan, Almaty
Asia/Amman: Amman
Asia/Ashgabat: Ashgabat
Asia/Baghdad: Baghdad, Erbil
Asia/Bahrain: Manama
Asia/Baku: Baku
Asia/Bangkok: Bangkok
Asia/Beirut: Beirut
Asia/Bishkek: Bishkek
Asia/Brunei: Bandar Seri Begawan
Asia/Colombo: Colombo
Asia/Damascus: Damascus
Asia/Dhaka: Dhaka
Asia/Dili: Dili
Asia/Dubai: Abu Dhabi, Dubai
Asia/Dushanbe: Dushanbe
Asia/Gaza: Gaza, Gaza City
Asia/Hebron: Ramallah, Hebron
Asia/Ho_Chi_Minh: Hanoi, Ho Chi Minh City
Asia/Hong_Kong: Hong Kong
Asia/Jakarta: Jakarta
Asia/Jerusalem: Jerusalem, Tel Aviv
Asia/Kabul: Kabul
Asia/Karachi: Islamabad, Karachi, Lahore
Asia/Kathmandu: Kathmandu
Asia/Kolkata: New Delhi, Delhi, Mumbai, Bombay, Kolkata, Calcutta
Asia/Kuala_Lumpur: Kuala Lumpur, Putrajaya
Asia/Kuwait: Kuwait City, Kuwait
Asia/Macau: Macau
Asia/Makassar: Bali, Denpasar
Asia/Manila: Manila
Asia/Muscat: Muscat
Asia/Nicosia: Nicosia
Asia/Phnom_Penh: Phnom Penh
Asia/Pyongyang: Pyongyang
Asia/Qatar: Doha
Asia/Riyadh: Riyadh, Jeddah
Asia/Seoul: Seoul, Busan, Panmunjom, Sejong
Asia/Shanghai: Beijing, Shanghai, Peking
Asia/Singapore: Singapore
Asia/Taipei: Taipei
Asia/Tashkent: Tashkent, Samarkand
Asia/Tbilisi: Tbilisi
Asia/Tehran: Tehran
Asia/Thimphu: Thimphu
Asia/Tokyo: Tokyo, Hiroshima, Osaka
Asia/Ulaanbaatar: Ulaanbaatar, Ulan Bator
Asia/Vientiane: Vientiane
Asia/Vladivostok: Vladivostok
Asia/Yangon: Naypyidaw, Naypyitaw, Yangon, Rangoon
Asia/Yerevan: Yerevan
Atlantic/Cape_Verde: Praia
Atlantic/Reykjavik: Reykjavik
Australia/Perth: Perth
Australia/Sydney: Canberra, Sydney
Australia/Melbourne: Melbourne
Europe/Amsterdam: Amsterdam, The Hague, Hague
Europe/Andorra: Andorra la Vella
Europe/Athens: Athens
Europe/Belgrade: Belgrade
Europe/Berlin: Berlin, Bonn, Munich, Frankfurt
Europe/Bratislava: Bratislava
Europe/Brussels: Brussels
Europe/Bucharest: Bucharest
Europe/Budapest: Budapest
Europe/Chisinau: Chisinau
Europe/Copenhagen: Copenhagen
Europe/Dublin: Dublin
Europe/Helsinki: Helsinki
Europe/Istanbul: Ankara, Istanbul
Europe/Kyiv: Kyiv, Kiev
Europe/Lisbon: Lisbon
Europe/Ljubljana: Ljubljana
Europe/London: London, Edinburgh, Belfast
Europe/Luxembourg: Luxembourg
Europe/Madrid: Madrid, Barcelona
Europe/Malta: Valletta
Europe/Minsk: Minsk
Europe/Monaco: Monaco
Europe/Moscow: Moscow, St. Petersburg, Sochi
Europe/Oslo: Oslo
Europe/Paris: Paris, Strasbourg
Europe/Podgorica: Podgorica
Europe/Prague: Prague
Europe/Riga: Riga
Europe/Rome: Rome
Europe/San_Marino: San Marino
Europe/Sarajevo: Sarajevo
Europe/Skopje: Skopje
Europe/Sofia: Sofia
Europe/Stockholm: Stockholm
Europe/Tallinn: Tallinn
Europe/Tirane: Tirana
Europe/Vaduz: Vaduz
Europe/Vatican: Vatican City, Vatican
Europe/Vienna: Vienna
Europe/Vilnius: Vilnius
Europe/Warsaw: Warsaw
Europe/Zagreb: Zagreb
Europe/Zurich: Bern, Geneva, Zurich, Davos
Indian/Antananarivo: Antananarivo
Indian/Comoro: Moroni
Indian/Mahe: Victoria
Indian/Maldives: Male, Malé
Indian/Mauritius: Port Louis
Pacific/Apia: Apia
Pacific/Auckland: Wellington, Auckland
Pacific/Efate: Port Vila
Pacific/Fiji: Suva
Pacific/Funafuti: Funafuti
Pacific/Guadalcanal: Honiara
Pacific/Guam: Hagatna
Pacific/Honolulu: Honolulu
Pacific/Majuro: Majuro
Pacific/Nauru: Yaren
Pacific/Palau: Ngerulmud, Koror
Pacific/Pohnpei: Palikir
Pacific/Port_Moresby: Port Moresby
Pacific/Rarotonga: Avarua
Pacific/Tarawa: Tarawa
Pacific/Tongatapu: Nuku'alofa
"""
