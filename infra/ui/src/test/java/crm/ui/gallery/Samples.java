package crm.ui.gallery;

import crm.ui.Badge;
import crm.ui.Hit;
import crm.ui.Link;
import crm.ui.Notification;
import crm.ui.Person;
import crm.ui.Ru;
import crm.ui.Signal;
import crm.ui.board.Bar;
import crm.ui.board.Board;
import crm.ui.board.Card;
import crm.ui.board.Column;
import crm.ui.dialog.*;
import crm.ui.form.Form;
import crm.ui.form.Option;
import crm.ui.record.*;
import crm.ui.table.*;
import crm.ui.timeline.*;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

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

    static Card at(Card card, String stage) {
        return new Card(
                card.id(),
                card.url(),
                card.title(),
                stage,
                card.subtitle(),
                card.sum(),
                card.badges(),
                card.source(),
                card.next(),
                card.outcome(),
                card.since(),
                card.responsible(),
                card.phone(),
                card.extension(),
                stage.equals("NEW") ? NEW : stage.equals("IN_WORK") ? IN_WORK : QUALIFICATION,
                card.ask());
    }

    static void record(Model model) {
        model.addAttribute(
                "head",
                new Head(
                        "Редизайн сайта и SEO для ТПК «Уралкомплект-Сервис и партнёры»",
                        null,
                        List.of(),
                        null,
                        true,
                        ANNA,
                        new Signal("CALL", at("2026-11-21T10:00")),
                        List.of("создан 11.11.2026 09:42", "принят за 14 мин"),
                        "+74951234567",
                        "12",
                        List.of(Link.page("Написать", "mail", "#composer")),
                        List.of(Link.dialog("Передать другому", "user-check", "/sample/leads/l4/stage?to=REJECTED"))));
        model.addAttribute(
                "stages",
                new StageBar(
                        "lead",
                        "/sample/leads/l11/stage",
                        List.of(
                                new StageBar.Step(
                                        "NEW", StageBar.State.DONE, false, Duration.ofMinutes(14), false, false),
                                new StageBar.Step(
                                        "IN_WORK", StageBar.State.NOW, false, Duration.ofDays(12), false, false),
                                new StageBar.Step("QUALIFICATION", StageBar.State.AHEAD, false, null, true, false),
                                new StageBar.Step("CONVERTED", StageBar.State.AHEAD, true, null, true, true),
                                new StageBar.Step("REJECTED", StageBar.State.AHEAD, true, null, true, true))));
        model.addAttribute("addPerson", Link.dialog("Добавить человека", "plus", "/sample/leads/l4/stage?to=REJECTED"));
        model.addAttribute(
                "rows",
                List.of(
                        Row.of("source", "Источник", "Сайт").locked("Источник определила система, изменить нельзя"),
                        Row.of(
                                        "details",
                                        "Об источнике",
                                        "Форма «Рассчитать стоимость», utm_source=yandex, utm_campaign=seo-ural")
                                .edit("/sample/fields/city"),
                        Row.of(
                                        "comment",
                                        "Комментарий",
                                        "Старый сайт на самописной системе, хотят каталог с выгрузкой из 1С. Бюджет не назвали, сравнивают с двумя студиями.")
                                .edit("/sample/fields/city"),
                        Row.of("address", "Адрес", null).hint("добавить адрес").edit("/sample/fields/city")));
        model.addAttribute("cities", List.of(Option.of("EKB", "Екатеринбург"), Option.of("VPY", "Верхняя Пышма")));
        model.addAttribute(
                "contacts",
                List.of(
                        new Contact(
                                Person.of("c1", "Верещагин Константин Павлович"),
                                "/sample/contact",
                                List.of(Badge.decisionMaker(), Badge.line("основной")),
                                "Директор по развитию",
                                List.of(new Contact.Phone("+74951234567", "12")),
                                List.of("k.vereshagin@uralkomplekt.ru"),
                                List.of(Link.dialog(
                                        "Убрать из карточки", "user-minus", "/sample/leads/l4/stage?to=REJECTED"))),
                        new Contact(
                                Person.of("c2", "Соколова Ирина"),
                                "/sample/contact",
                                List.of(),
                                "Маркетолог",
                                List.of(new Contact.Phone("+79126401822", null)),
                                List.of("i.sokolova@uralkomplekt.ru"),
                                List.of())));
        model.addAttribute("clientRow", Row.of("client", "Кто это нам", null));
        model.addAttribute("former", Badge.formerClient());
        model.addAttribute(
                "handover",
                new Handover(
                        at("2026-11-20T14:02"),
                        "от Дениса Орлова",
                        List.of(
                                new Handover.Box(
                                        "Кто клиент", List.of("Производитель котлов, 120 человек. Клиент с 2024.")),
                                new Handover.Box(
                                        "Последние контакты",
                                        List.of("17.11 звонок: согласен на цену.", "12.11 встреча: показали КП.")),
                                new Handover.Box("Что предложено", List.of("КП от 12.11.2026, версия 2")),
                                new Handover.Box("Что открыто", List.of("звонок завтра 10:00"))),
                        "/sample/handover"));
        model.addAttribute(
                "composer",
                new Composer(
                        "lead/l11",
                        "/sample/activities",
                        Composer.ALL,
                        Form.EMPTY,
                        "/sample/contacts",
                        "/sample/contacts",
                        "/api/files",
                        null,
                        "https://"));
        var ru = new Ru(crm.ui.Shell.ZONE, java.time.Clock.fixed(GalleryApp.NOW, java.time.ZoneOffset.UTC));
        model.addAttribute(
                "timeline",
                new Timeline(
                        "lead/l11",
                        "/sample/timeline",
                        List.of(
                                Entry.open("a1", "phone", "Звонок", new Signal("CALL", at("2026-11-21T10:00")))
                                        .facts("на 21.11.2026 16:00", "Верещагин К. П.")
                                        .text("Уточнить бюджет и кто принимает решение, предложить встречу с Ириной")
                                        .note("переносили 2 раза, недозвонов 3")
                                        .actions(
                                                Link.dialog("Закрыть", "check", "/sample/leads/l4/stage?to=REJECTED"),
                                                Link.dialog(
                                                        "Перенести",
                                                        "calendar-due",
                                                        "/sample/leads/l4/stage?to=REJECTED"),
                                                Link.dialog(
                                                        "Недозвон", "phone-off", "/sample/leads/l4/stage?to=REJECTED")),
                                Entry.open("a2", "hourglass", "Ждать", new Signal("WAIT", at("2026-11-25T10:00")))
                                        .facts("клиент вернётся из отпуска")
                                        .text("Обещали прислать ТЗ до конца недели")
                                        .note("ждём 1-й раз, 4 дня")
                                        .actions(
                                                Link.dialog("Закрыть", "check", "/x"),
                                                Link.dialog("Перенести", "calendar-due", "/x"))),
                        Timeline.byDay(
                                List.of(
                                        Entry.past("e1", "phone-off", "Недозвон", at("2026-11-22T16:04"))
                                                .facts("исходящий", "+7 (495) 123-45-67 доб. 12", "Анна Ковалёва")
                                                .outcome("Сбросил, написала в мессенджер. Попытка 3."),
                                        Entry.past("e2", "message", "Анна Ковалёва", at("2026-11-22T11:20"))
                                                .facts("комментарий")
                                                .text(
                                                        "Ирина из маркетинга прислала старое ТЗ и карточку предприятия. Сайт переделывали в 2023, подрядчик пропал, доступы есть.")
                                                .files(List.of(
                                                        new Entry.File(
                                                                "ТЗ на редизайн каталога (черновик, правки Ирины от 20.11).docx",
                                                                "/api/files/1",
                                                                1_900_000,
                                                                false),
                                                        new Entry.File(
                                                                "Карточка предприятия.pdf",
                                                                "/api/files/2",
                                                                219_000,
                                                                true))),
                                        Entry.past("e3", "mail", "Письмо", at("2026-11-19T10:05"))
                                                .facts("от Константина Верещагина", "Re: Примеры работ")
                                                .text(
                                                        "Анна, добрый день. Посмотрели, понравились второй и четвёртый. Сколько стоило бы так же, но с личным кабинетом?"),
                                        Entry.system(
                                                "e4",
                                                "arrow-right",
                                                at("2026-11-11T09:56"),
                                                Entry.Piece.words("Анна Ковалёва: стадия "),
                                                Entry.Piece.stage("lead", "NEW"),
                                                Entry.Piece.words(" → "),
                                                Entry.Piece.stage("lead", "IN_WORK"),
                                                Entry.Piece.words(", создан звонок")),
                                        Entry.system(
                                                "e5",
                                                "user-check",
                                                at("2026-11-11T09:48"),
                                                Entry.Piece.words(
                                                        "Ольга Белова назначила ответственной Анну Ковалёву (по очереди)"))),
                                ru),
                        List.of(
                                new Timeline.Kinds("Всё", 14L, "/sample/timeline", true),
                                new Timeline.Kinds("Разговоры", null, "/x", false),
                                new Timeline.Kinds("Письма", null, "/x", false),
                                new Timeline.Kinds("Файлы", null, "/x", false)),
                        new Timeline.Search("/sample/timeline", ""),
                        "ждали 2 раза, всего 9 дней",
                        null));
    }

    static void list(Model model) {
        model.addAttribute(
                "views",
                List.of(
                        new View("Все в работе", null, "/sample/list", true),
                        new View("Мои", null, "/x", false),
                        new View("Без задач", null, "/x", false),
                        new View("Урал, сайт", "bookmark", "/x", false)));
        var rows = leads().columns().stream()
                .flatMap(column -> column.cards().stream())
                .map(card -> new Table.Row(
                        card.id(),
                        card.url(),
                        card.title(),
                        List.of(
                                Table.Cell.stage(card.stage()),
                                Table.Cell.next(card.next()),
                                Table.Cell.text("Верещагин К. П."),
                                Table.Cell.phone(card.phone(), "205"),
                                Table.Cell.source(card.source()),
                                Table.Cell.owner(card.responsible()),
                                Table.Cell.right("11.11.2026"))))
                .toList();
        model.addAttribute(
                "table",
                new Table(
                        "lead",
                        List.of(
                                new Table.Head("Название", "?sort=title", null, false),
                                new Table.Head("Стадия", null, null, false),
                                new Table.Head("Дальше", "?sort=-nextDue", "ascending", false),
                                new Table.Head("Контакт", null, null, false),
                                new Table.Head("Телефон", null, null, false),
                                new Table.Head("Источник", null, null, false),
                                new Table.Head("Ответственный", null, null, false),
                                new Table.Head("Создан", "?sort=-createdAt", null, true)),
                        rows,
                        175,
                        false,
                        null,
                        List.of(
                                Link.dialog("Назначить", "user-check", "/sample/leads/l4/stage"),
                                Link.dialog("Отказ", "ban", "/sample/leads/l4/stage"))));
    }

    static void gallery(Model model) {
        var reasons = List.of(
                new Reasons.Reason(
                        "NOT_A_LEAD", "Не лид", "ошибка телефонии, не туда попали, предложения", false, false),
                new Reasons.Reason("MIN_BUDGET", "Клиента не устраивает наш мин. бюджет", null, false, false),
                new Reasons.Reason(
                        "UNREACHABLE",
                        "Клиент переносит встречу/не берет трубку/скрывается",
                        "более 3х попыток; сейчас на ленте 3 недозвона, нужно ещё 1",
                        false,
                        false),
                new Reasons.Reason(
                        "OFFER_POSTPONED",
                        "Подготовка КП отложена более 2х недель",
                        "лид вернётся в работу в назначенный день",
                        false,
                        true),
                new Reasons.Reason("OTHER", "Другое", "подробно в комментарии", true, false));
        model.addAttribute(
                "closing",
                new Closing(
                        Dialog.of(
                                        "Закрыть звонок",
                                        "Компания «Нэйм» · Соколова Ирина, ЛПР",
                                        "/sample/close",
                                        "Закрыть и запланировать")
                                .form(Form.EMPTY.with("comment", "Нужен сайт-каталог и SEO по Москве.")),
                        List.of(Option.of("ONLINE_MEETING", "ZOOM|Skype"), Option.of("CALL", "Звонок")),
                        List.of(Option.of("QUALIFICATION", "Квалификация")),
                        reasons,
                        true));
        model.addAttribute(
                "reschedule",
                new Reschedule(
                        Dialog.of(
                                        "Перенести звонок",
                                        "Верещагин К. П. · переносили 2 раза",
                                        "/sample/reschedule",
                                        "Перенести")
                                .form(Form.EMPTY.with("kind", "noAnswer").with("dueAt", "2026-11-24T10:00")),
                        List.of(
                                new Option("noAnswer", "Недозвон", "попытка 4"),
                                Option.of("clientPostponed", "Клиент перенёс"),
                                Option.of("other", "Другое")),
                        List.of(at("2026-11-19T14:00"), at("2026-11-20T12:00"), at("2026-11-21T16:00"))));
        model.addAttribute(
                "payment",
                new Payment(
                        Dialog.of(
                                        "Успешная продажа",
                                        "Сайт производителя котлов «Теплодар-Юг»",
                                        "/sample/won",
                                        "Внести и завершить")
                                .form(Form.EMPTY.with("amount", "430 200,00").with("document", "ПП 1187")),
                        new BigDecimal("215100"),
                        new BigDecimal("860400"),
                        true,
                        "Станет оплачено 75 %. По настройке отдела для продажи достаточно первой части."));
        model.addAttribute(
                "reasons",
                new Reasons(
                        Dialog.of(
                                        "Отказ лида",
                                        "Редизайн сайта и SEO для ТПК «Уралкомплект-Сервис»",
                                        "/sample/leads/l11/stage",
                                        "Отказать")
                                .hint("отмена вернёт карточку на место")
                                .form(
                                        Form.EMPTY
                                                .with("reason", "OTHER")
                                                .wrong("comment", "Для причины «Другое» напишите, что произошло")
                                                .refused(
                                                        "Недозвонов на ленте 3, нужно больше трёх. Отметьте ещё одну попытку или выберите другую причину.")),
                        reasons,
                        true,
                        "В этот день у вас появится задача «Вернуться к лиду»."));
        model.addAttribute(
                "blocked",
                new Blocked(
                        Dialog.of("Пока нельзя завершить", "Тильда для сети пекарен «Каравай»", null, "Понятно")
                                .hint("карточка вернулась в «Договор»"),
                        List.of(
                                new Blocked.Condition(
                                        "Нет ни одной услуги в сделке",
                                        false,
                                        Link.page("Добавить", null, "/sample/deal")),
                                new Blocked.Condition("Договор подписан", true, null))));
        model.addAttribute(
                "assign",
                new Assign(
                        Dialog.of("Назначить ответственного", "3 лида из очереди", "/sample/assign", "Назначить"),
                        List.of(
                                new Assign.Pick(
                                        TIMUR,
                                        "сегодня получил 4, в работе 31",
                                        new Badge("следующий по очереди", "arrow-guide", "ok"),
                                        true,
                                        false),
                                new Assign.Pick(
                                        ANNA, "сегодня получила 5, в работе 28", Badge.line("в офисе"), false, false),
                                new Assign.Pick(
                                        DENIS,
                                        "сегодня 0, в работе 34",
                                        new Badge("нет в офисе", "user-off", null),
                                        false,
                                        true)),
                        true));
        model.addAttribute(
                "matches",
                new Matches(
                        Dialog.of(
                                        "Похоже, этот клиент уже есть",
                                        "Новый лид «Аквадом, интернет-магазин»",
                                        "/sample/leads",
                                        "Связать с контактом")
                                .form(Form.EMPTY.with("title", "Аквадом")),
                        List.of(
                                new Matches.Match(
                                        Person.of("c", "Никитин Сергей"),
                                        "тот же телефон +7 (916) 201-55-90, ведёте вы",
                                        null,
                                        null,
                                        null,
                                        Link.page("Открыть", null, "/sample/contact")),
                                new Matches.Match(
                                        Person.company("c2", "Похожий лид у коллеги"),
                                        "Денис Орлов",
                                        null,
                                        "lead",
                                        "IN_WORK",
                                        null)),
                        "Всё равно создать"));
        model.addAttribute(
                "confirm",
                Dialog.of("Убрать контакт из карточки?", "Соколова Ирина", "/sample/remove", "Убрать контакт"));
        model.addAttribute(
                "form",
                Form.EMPTY
                        .with("title", "Аквадом")
                        .with("phone", "12")
                        .wrong("phone", "Такого номера не бывает. Нужны код города и номер."));
        model.addAttribute(
                "manyCities",
                java.util.stream.IntStream.range(1, 20)
                        .mapToObj(i -> Option.of("c" + i, "Город " + i))
                        .toList());
        model.addAttribute(
                "signals",
                List.of(
                        new Signal("CALL", at("2026-11-21T10:00")),
                        new Signal("ONLINE_MEETING", at("2026-11-23T15:00")),
                        new Signal("MEETING", at("2026-11-26T14:00")),
                        Signal.NONE));
        model.addAttribute(
                "badges",
                List.of(
                        Badge.repeat(),
                        Badge.noSum(),
                        Badge.decisionMaker(),
                        Badge.client(),
                        Badge.formerClient(),
                        Badge.waits(3),
                        Badge.line("основной")));
        model.addAttribute("newLead", Link.dialog("Лид", "plus", "/sample/dialog/new"));
        model.addAttribute(
                "notifications",
                List.of(
                        new Notification(
                                "user-check",
                                "Вам назначен лид",
                                "Компания «Нэйм», по рекомендации",
                                "/sample/lead",
                                GalleryApp.NOW.minusSeconds(120),
                                true),
                        new Notification(
                                "hourglass",
                                "Дата ожидания наступила",
                                "Лендинг для выставки «Пищепром-2027»",
                                "/sample/lead",
                                at("2026-11-22T10:00"),
                                false)));
        model.addAttribute(
                "hits",
                List.of(
                        new Hit("/x", "user", "Соколова Ирина Андреевна", "ООО «Нэйм»", null, null, ANNA),
                        new Hit("/x", "target-arrow", "Компания «Нэйм»", "Москва", "lead", "NEW", null)));
    }
}
