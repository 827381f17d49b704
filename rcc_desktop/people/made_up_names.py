"""Names for people who do not exist: as many ways of being called as a city has."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Naming:
    """First and last names that go together, and how often they turn up among a hundred made-up people."""

    share: int
    first: tuple[str, ...]
    last: tuple[str, ...]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.replace("_", " ") for name in text.split())


NAMINGS = (
    Naming(
        52,
        _names(
            "James Robert John Michael David William Richard Joseph Thomas Christopher Daniel Matthew Anthony Mark Steven "
            "Paul Andrew Joshua Kevin Brian George Timothy Ronald Jason Edward Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan "
            "Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Patrick Frank Raymond Jack Dennis Jerry "
            "Tyler Aaron Henry Douglas Peter Adam Zachary Nathan Walter Kyle Harold Carl Jeremy Keith Roger Arthur Sean "
            "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Sandra Betty Ashley Emily "
            "Kimberly Margaret Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Dorothy Amy "
            "Kathleen Angela Shirley Emma Brenda Pamela Nicole Anna Samantha Katherine Christine Helen Debra Rachel Carolyn "
            "Janet Maria Catherine Heather Diane Olivia Julie Joyce Victoria Ruth Virginia Lauren Kelly Christina Joan Evelyn "
            "Jude Rowan Quinn Riley Casey Morgan Jordan Taylor Skyler Robin"
        ),
        _names(
            "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson Martin Lee Thompson White "
            "Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Green Baker Adams Nelson Hill Campbell Mitchell "
            "Roberts Carter Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers Morgan Peterson "
            "Cooper Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray Hughes Price Myers Long "
            "Foster Sanders Ross Powell Sullivan Russell Jenkins Perry Butler Barnes Fisher Henderson Coleman Simmons Patterson "
            "Jordan Reynolds Hamilton Graham Wallace O'Brien O'Connor McCarthy MacDonald St._Clair Smith-Jones Whitehorse"
        ),
    ),
    Naming(
        14,
        _names(
            "Jamal Darnell Tyrone Marcus Malik Andre Terrence DeShawn Lamar Reggie Devon Isaiah Elijah Xavier Kendrick "
            "Aaliyah Latoya Keisha Tamika Ebony Imani Shanice Jasmine Monique Tanisha Kiara Nia Zora Precious Destiny Raven"
        ),
        _names(
            "Washington Jefferson Banks Booker Freeman Gaines Mosley Dorsey Rivers Charles Joseph Pierre Baptiste Glover "
            "Hairston Merriweather Tubman Douglass Franklin Ellison Braxton Singletary Boone Battle Toussaint Okafor Adeyemi"
        ),
    ),
    Naming(
        16,
        _names(
            "José Luis Carlos Juan Miguel Ángel Jesús Antonio Francisco Manuel Pedro Alejandro Jorge Rafael Héctor Andrés "
            "Ramón Raúl Óscar Iván María Guadalupe Juana Rosa Carmen Marisol Lucía Sofía Ximena Valentina Inés Begoña Mónica "
            "Verónica Ana Luz Pilar Dolores Yesenia Itzel María_José María_Elena"
        ),
        _names(
            "García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Reyes "
            "Morales Cruz Ortiz Gutiérrez Chávez Ramos Ruiz Álvarez Mendoza Vásquez Castillo Jiménez Núñez Nuñez-Ortega Peña "
            "Muñoz Ibáñez Soto Delgado Vega Ríos Colón Figueroa de_la_Cruz del_Río Quiñones Báez Acevedo"
        ),
    ),
    Naming(
        3,
        _names("Nguyễn Minh Anh Linh Hương Tuấn Dũng Thảo Phương Quang Đức Hải Lan Mai Bảo Khánh"),
        _names("Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý"),
    ),
    Naming(
        3,
        _names("Wei Jing Li Ming Hui Yan Xiu 小明 美玲 建国 秀英 志强 丽华 Grace Daniel Hao"),
        _names("Wang Li Zhang Liu Chen Yang 王 李 张 陈 刘 Wong Chan Lam Huang"),
    ),
    Naming(
        2,
        _names("Min-jun Ji-woo Seo-yeon Hye-jin Young-ho 민준 서연 지우 Soo-ah Tae-hyun"),
        _names("Kim Lee Park Choi Jung Kang 김 이 박 최 Yoon"),
    ),
    Naming(
        2,
        _names("Ahmed Mohammed Ali Omar Hassan Yusuf Fatima Aisha Layla Zainab أحمد فاطمة محمد ليلى يوسف Noor Samir"),
        _names("Hassan Ali Ibrahim Khalil Haddad Nasser الحداد المصري خوري Al-Masri Abdi Warsame Farah"),
    ),
    Naming(
        2,
        _names("Priya Raj Anil Sunita Deepak Kavita Arjun Meera Sanjay Lakshmi Ravi Anjali Gurpreet Harjit"),
        _names("Patel Shah Singh Kaur Sharma Gupta Reddy Iyer Khan Rao Nair Desai"),
    ),
    Naming(
        2,
        _names(
            "Aleksandr Dmitri Svetlana Olga Іван Наталія Ольга Дмитрий Yuliya Piotr Agnieszka Łukasz Małgorzata Żaneta"
        ),
        _names("Ivanov Petrova Коваленко Шевченко Kowalski Wójcik Łukaszewski Zieliński Dąbrowska Novák Dvořák Szabó"),
    ),
    Naming(
        2,
        _names("Kai Leilani Keola Nāmaka Kaʻiulani Malia ʻIolani Sione Tevita Lupe Mele"),
        _names("Kealoha Kahananui Kaʻahumanu Nāone Tui Fonoti Tuiasosopo Mahoe Keawe"),
    ),
    Naming(
        2,
        _names("Ashkii Nizhoni Shandiin Tatanka Winona Wilma ᏔᎵ ᏌᎶᎵ Aiyana Koda Takoda Dyani Naalnish"),
        _names("Begay Yazzie Tsosie Benally Whitehorse Red_Cloud Two_Bulls Mankiller ᏩᏯ Tsinajinnie Manygoats Bitsui"),
    ),
)

NICKNAMES = _names(
    "Buddy Red Slim Doc Mo Bear Peanut Junior Mama_T Pops Ace Sunny Smiley Tiny Chuy Nita Mari Beto Lupe Kiki Bo Jax Dee"
)

STREETS = _names(
    "Main Oak Maple Cedar Elm Washington Lake Hill Park Second Third Fifth Church Mill Walnut Spring North Germantown Frankford "
    "Kensington Allegheny Lehigh Broad Market Chestnut Spruce"
)
