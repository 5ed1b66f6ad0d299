package crm.ui.gallery;

import crm.ui.Badge;
import crm.ui.Person;
import crm.ui.Signal;
import crm.ui.board.Bar;
import crm.ui.board.Board;
import crm.ui.board.Card;
import crm.ui.board.Column;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people and cards of the drawings. */
final class Samples {

    static final Person ANNA = Person.of("u-anna", "Анна Ковалёва");
    static final Person DENIS = Person.of("u-denis", "Денис Орлов");
    static final Person MARINA = Person.of("u-marina", "Марина Зайцева");
    static final Person TIMUR = Person.of("u-timur", "Тимур Гареев");

    private static final List<String> NEW = List.of("IN_WORK", "CONVERTED", "REJECTED");
    private static final List<String> IN_WORK = List.of("QUALIFICATION", "CONVERTED", "REJECTED");
    private static final List<String> QUALIFICATION = List.of("IN_WORK", "CONVERTED", "REJECTED");
    private static final List<String> ASK = List.of("CONVERTED", "REJECTED");

    private Samples() {}

    static Instant at(String moscow) {
        return Instant.parse(moscow + ":00+03:00");
    }

    private static Card lead(
            String id,
            String title,
            String sub,
            String stage,
            String source,
            Signal next,
            int days,
            @Nullable Person who,
            List<String> allowed,
            Badge... badges) {
        return new Card(
                id,
                "/sample/lead",
                title,
                stage,
                sub,
                null,
                List.of(badges),
                source,
                next,
                null,
                GalleryApp.NOW.minus(Duration.ofDays(days)),
                who,
                "+74951234567",
                null,
                allowed,
                ASK);
    }

    static Board leads() {
        var fresh = List.of(
                lead(
                        "l1",
                        "Интернет-магазин сантехники «Аквадом»",
                        "Сергей Никитин · Москва",
                        "NEW",
                        "SITE",
                        Signal.NONE,
                        0,
                        null,
                        NEW),
                lead(
                        "l2",
                        "Продвижение стоматологии «Белый мыс»",
                        "Анна Ермолаева · Санкт-Петербург",
                        "NEW",
                        "SITE",
                        Signal.NONE,
                        0,
                        null,
                        NEW),
                lead(
                        "l3",
                        "Завод металлоконструкций, сайт и контекст",
                        "колл-центр: Пётр Валерьевич · Тула",
                        "NEW",
                        "CALL_CENTER",
                        Signal.NONE,
                        1,
                        null,
                        NEW),
                lead(
                        "l4",
                        "Компания «Нэйм»",
                        "Ирина Соколова · Москва",
                        "NEW",
                        "REFERRAL",
                        new Signal("CALL", at("2026-11-23T11:30")),
                        1,
                        ANNA,
                        NEW),
                lead(
                        "l5",
                        "Студия мебели «Дуб и латунь»",
                        "Руслан Ахметов · Казань",
                        "NEW",
                        "SITE",
                        new Signal("CALL", at("2026-11-23T12:00")),
                        1,
                        TIMUR,
                        NEW),
                lead(
                        "l6",
                        "SMM для сети кофеен «Утро в городе»",
                        "Виктория Панова · Москва",
                        "NEW",
                        "SOCIAL",
                        new Signal("CALL", at("2026-11-24T10:00")),
                        2,
                        MARINA,
                        NEW),
                lead(
                        "l7",
                        "Логистическая компания «Севертранс»",
                        "Дмитрий Олегович · Архангельск",
                        "NEW",
                        "CALL_CENTER",
                        new Signal("CALL", at("2026-11-22T16:00")),
                        3,
                        DENIS,
                        NEW),
                lead(
                        "l8",
                        "Частная школа «Лицей на Соколе»",
                        "Ольга Рябова · Москва",
                        "NEW",
                        "EVENT",
                        new Signal("EMAIL", at("2026-11-25T09:30")),
                        2,
                        ANNA,
                        NEW));
        var work = List.of(
                lead(
                        "l11",
                        "Редизайн сайта ТПК «Уралкомплект-Сервис и партнёры»",
                        "ООО «Уралкомплект-Сервис» · Константин Верещагин",
                        "IN_WORK",
                        "SITE",
                        new Signal("CALL", at("2026-11-21T10:00")),
                        12,
                        DENIS,
                        IN_WORK),
                lead(
                        "l12",
                        "SEO для сети клиник «Здоровье плюс»",
                        "Наталья Громова, ЛПР",
                        "IN_WORK",
                        "REFERRAL",
                        new Signal("EMAIL", at("2026-11-22T18:00")),
                        9,
                        ANNA,
                        IN_WORK),
                lead(
                        "l13",
                        "Таргет для жилого комплекса «Парковый»",
                        "ГК «Новый берег» · Илья Фомин",
                        "IN_WORK",
                        "PARTNER",
                        new Signal("ONLINE_MEETING", at("2026-11-23T15:00")),
                        6,
                        MARINA,
                        IN_WORK),
                lead(
                        "l14",
                        "Контекст для автосервиса «Гараж 24»",
                        "Алексей Тихонов · Химки",
                        "IN_WORK",
                        "OUTBOUND_CALL",
                        new Signal("CALL", at("2026-11-23T16:40")),
                        4,
                        TIMUR,
                        IN_WORK),
                lead(
                        "l15",
                        "Сайт-каталог электродвигателей",
                        "АО «Электромаш» · Галина Штерн",
                        "IN_WORK",
                        "MAILING",
                        new Signal("CALL", at("2026-11-24T11:00")),
                        7,
                        ANNA,
                        IN_WORK),
                lead(
                        "l16",
                        "Аудит сайта турагентства «Вокруг»",
                        "Мария Лебедева · Сочи",
                        "IN_WORK",
                        "FORMER_CLIENT",
                        Signal.NONE,
                        15,
                        DENIS,
                        IN_WORK,
                        Badge.returned()),
                lead(
                        "l17",
                        "Лендинг для выставки «Пищепром-2027»",
                        "ООО «Пищепром»",
                        "IN_WORK",
                        "EVENT",
                        new Signal("WAIT", at("2026-12-02T10:00")),
                        18,
                        MARINA,
                        IN_WORK,
                        Badge.waits(3)));
        var qualified = List.of(
                lead(
                        "l21",
                        "Индивидуальный сайт застройщика «Монолит-Девелопмент»",
                        "ГК «Монолит» · Вадим Щербаков, ЛПР",
                        "QUALIFICATION",
                        "REFERRAL",
                        new Signal("MEETING", at("2026-11-23T14:30")),
                        8,
                        ANNA,
                        QUALIFICATION),
                lead(
                        "l22",
                        "SEO + контент для «ТехноСнаб»",
                        "ООО «ТехноСнаб» · Лариса Кузнецова",
                        "QUALIFICATION",
                        "SITE",
                        new Signal("ONLINE_MEETING", at("2026-11-23T17:00")),
                        5,
                        DENIS,
                        QUALIFICATION),
                lead(
                        "l23",
                        "Сайт на шаблоне для юридического бюро",
                        "Бюро «Право и дело»",
                        "QUALIFICATION",
                        "OUTBOUND_CALL",
                        new Signal("ONLINE_MEETING", at("2026-11-20T12:00")),
                        14,
                        TIMUR,
                        QUALIFICATION),
                lead(
                        "l24",
                        "Комплексное продвижение «Фермер и Ко»",
                        "Антон Мельник · Краснодар",
                        "QUALIFICATION",
                        "SOCIAL",
                        new Signal("MEETING", at("2026-11-27T12:00")),
                        11,
                        MARINA,
                        QUALIFICATION),
                lead(
                        "l25",
                        "Контекст и SEO, сеть аптек «Ромашка»",
                        "АО «Фармлайн» · Светлана Юрьевна",
                        "QUALIFICATION",
                        "PARTNER",
                        new Signal("CALL", at("2026-11-24T15:30")),
                        3,
                        ANNA,
                        QUALIFICATION));
        return new Board(
                "lead",
                List.of(
                        new Column(
                                "NEW",
                                null,
                                38,
                                null,
                                new Bar(9, 8, 4, 17, "/sample/leads?stage=NEW&", ""),
                                fresh,
                                "/sample/more",
                                "/sample/quick"),
                        new Column(
                                "IN_WORK",
                                null,
                                96,
                                null,
                                new Bar(62, 18, 11, 5, "/sample/leads?stage=IN_WORK&", ""),
                                work,
                                null,
                                "/sample/quick"),
                        new Column(
                                "QUALIFICATION",
                                null,
                                41,
                                null,
                                new Bar(26, 10, 4, 1, "/sample/leads?stage=QUALIFICATION&", "today"),
                                qualified,
                                null,
                                "/sample/quick")),
                List.of("CONVERTED", "REJECTED"),
                "/sample/leads/{id}/stage",
                "/sample/leads/cards/{id}");
    }

    private static Card deal(
            String id,
            String title,
            String sub,
            String stage,
            @Nullable String sum,
            Signal next,
            int days,
            Person who,
            Badge... badges) {
        return new Card(
                id,
                "/sample/deal",
                title,
                stage,
                sub,
                sum == null ? null : new BigDecimal(sum),
                List.of(badges),
                null,
                next,
                null,
                GalleryApp.NOW.minus(Duration.ofDays(days)),
                who,
                "+78632041190",
                "101",
                List.of("DECIDING", "CONTRACT", "WON", "REJECTED"),
                List.of("WON", "REJECTED"));
    }

    static Board deals() {
        var call = new Signal("CALL", at("2026-11-24T10:00"));
        var stages = List.of("PREPARING_OFFER", "PRESENTING_OFFER", "DECIDING", "CONTRACT");
        var sums = List.of("9874430.50", "12408500", "10916250.25", "6204100");
        var columns = new java.util.ArrayList<Column>();
        for (int i = 0; i < stages.size(); i++) {
            String stage = stages.get(i);
            columns.add(new Column(
                    stage,
                    null,
                    24 - i,
                    new BigDecimal(sums.get(i)),
                    new Bar(10, 6, 4, 3, "/sample/deals?stage=" + stage + "&", ""),
                    List.of(
                            deal(
                                    "d" + i + "1",
                                    "Сайт производителя котлов «Теплодар-Юг»",
                                    "ООО «Теплодар-Юг» · Егор Власов",
                                    stage,
                                    "860400",
                                    new Signal("TASK", at("2026-11-21T10:00")),
                                    12,
                                    ANNA,
                                    Badge.repeat()),
                            deal(
                                    "d" + i + "2",
                                    "Сайт застройщика «Монолит-Девелопмент», корпус 2",
                                    "ГК «Монолит»",
                                    stage,
                                    null,
                                    call,
                                    3,
                                    DENIS,
                                    Badge.noSum()),
                            deal(
                                    "d" + i + "3",
                                    "SEO, второй год",
                                    "ООО «Нэйм» · Ирина Соколова",
                                    stage,
                                    "780000",
                                    Signal.NONE,
                                    1,
                                    MARINA)),
                    null,
                    i == 0 ? "/sample/quick" : null));
        }
        return new Board(
                "deal", columns, List.of("WON", "REJECTED"), "/sample/deals/{id}/stage", "/sample/deals/cards/{id}");
    }
}
