package crm.documents.document;

import static crm.testing.User.ACCOUNT;
import static crm.testing.User.HEAD;
import static crm.testing.User.MANAGER1;
import static crm.testing.User.MANAGER2;
import static crm.testing.User.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import crm.documents.Origin;
import crm.documents.file.Files;
import crm.documents.number.Register;
import crm.documents.template.TemplateTest;
import crm.testing.Caller;
import crm.testing.Caller.Answer;
import crm.testing.CrmTest;
import crm.testing.FileCaller;
import crm.testing.Journal;
import crm.testing.Stack;
import crm.testing.User;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@CrmTest
@DisplayName("The documents API")
class DocumentApiTest {
    private static final int YEAR = LocalDate.now(ZoneId.of("Europe/Moscow")).getYear();

    @LocalServerPort
    private int port;

    @Autowired
    private Register register;

    @Autowired
    private Files files;

    @Autowired
    private Upkeep upkeep;

    @Autowired
    private MongoTemplate mongo;

    private final Journal journal = Stack.running().journal();

    private Caller as(User user) {
        return Caller.as(user, port);
    }

    private FileCaller filesOf(User user) {
        return new FileCaller(user, port);
    }

    private Answer make(User user, Origin deal) {
        return as(user).post("/api/documents", Map.of("card", deal.card(), "kind", "CONTRACT_SEO"));
    }

    private static String pdfText(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper()
                    .getText(document)
                    .replace('\u00a0', ' ')
                    .replaceAll("\\s+", " ");
        }
    }

    @Test
    @DisplayName("G-1 a contract is made as DOCX and PDF with number, parties, lines and sums, and told of")
    void contract() throws IOException {
        Origin deal = Origin.of("Ромашка", MANAGER1);
        Answer made = make(MANAGER1, deal);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = made.text("id");
        String number = made.text("number");
        assertThat(number).matches("SEO-" + YEAR + "-\\d{4,}");
        assertThat(made.header("Location")).isEqualTo("/api/documents/" + id);
        assertThat(made.body()).contains("\"total\":125430.5");
        JsonNode version = made.json().path("versions").path(0);
        assertThat(version.path("version").asInt()).isEqualTo(1);
        assertThat(version.path("by").asString()).isEqualTo(MANAGER1.id());

        HttpResponse<byte[]> docx = filesOf(MANAGER1).get(version.path("docx").asString());
        assertThat(docx.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment")
                .contains("filename*=UTF-8''%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80");
        String text = TemplateTest.text(TemplateTest.entries(docx.body()).get("word/document.xml"));
        HttpResponse<byte[]> pdf = filesOf(MANAGER1).get(version.path("pdf").asString());
        assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
        String pages = pdfText(pdf.body());
        for (String said : List.of(
                number,
                "Ромашка",
                "Северный маяк",
                "Щукиной Анны Юрьевны",
                "125 430,50",
                "108 000,00",
                "Поисковое продвижение сайта (SEO)",
                "сто двадцать пять тысяч четыреста тридцать рублей 50 копеек",
                "ИНН 6678123459 / КПП 667801001")) {
            assertThat(text.replaceAll("\\s+", " ")).contains(said);
            assertThat(pages).contains(said);
        }
        assertThat(filesOf(MANAGER1)
                        .get(version.path("pdf").asString() + "?inline=true")
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow())
                .startsWith("inline");

        Journal.Entry told = journal.await(id, "DocumentGenerated");
        assertThat(told.topic()).isEqualTo("crm.documents");
        assertThat(told.envelope().path("subject").asString()).isEqualTo("document/" + id);
        assertThat(told.data().path("card").asString()).isEqualTo(deal.card());
        assertThat(told.data().path("number").asString()).isEqualTo(number);
        assertThat(told.data().path("total").path("amount").asString()).isEqualTo("125430.50");
        assertThat(told.data().toString()).doesNotContain("Ромашка");
        assertThat(register.of(id)).get().extracting(Register.Entry::state).isEqualTo(Register.State.USED);
    }

    @Test
    @DisplayName(
            "G-1 the same key gives the same document and number, another body is refused; five at once get five numbers")
    void once_and_five() throws Exception {
        Origin deal = Origin.of("Пять", MANAGER1);
        Caller keyed = as(MANAGER1).with("Idempotency-Key", UUID.randomUUID().toString());
        Map<String, String> wish = Map.of("card", deal.card(), "kind", "CONTRACT_SEO");
        Answer first = keyed.post("/api/documents", wish);
        Answer again = keyed.post("/api/documents", wish);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(again.text("number")).isEqualTo(first.text("number"));
        assertThat(keyed.post("/api/documents", Map.of("card", deal.card(), "kind", "ACT"))
                        .status())
                .isEqualTo(422);
        List<Callable<String>> jobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            jobs.add(() -> make(MANAGER1, deal).text("number"));
        }
        List<String> numbers = new ArrayList<>();
        try (var five = Executors.newFixedThreadPool(5)) {
            for (Future<String> job : five.invokeAll(jobs)) {
                numbers.add(job.get());
            }
        }
        assertThat(new HashSet<>(numbers)).hasSize(5).doesNotContain("", first.text("number"));
        assertThat(as(MANAGER1)
                        .get("/api/documents?card=" + deal.card())
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    @DisplayName("G-2 missing requisites and lines are each named, nothing is made, no number is burnt")
    void missing() {
        Origin deal = Origin.of("Без реквизитов", MANAGER1)
                .without("inn", "bik", "signatoryGenitive")
                .withoutLines();
        long before = register.list(null, null, 1).total();
        Answer refused = make(MANAGER1, deal);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("document.incomplete");
        assertThat(refused.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactly(
                        "lines",
                        "company.requisites.inn",
                        "company.requisites.bik",
                        "company.requisites.signatoryGenitive");
        assertThat(refused.body()).contains("Не заполнено: ИНН.");
        assertThat(register.list(null, null, 1).total()).isEqualTo(before);
        assertThat(as(MANAGER1)
                        .get("/api/documents?card=" + deal.card())
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("what cannot be made yet, or was sent wrong, is refused by name")
    void refused() {
        Origin deal = Origin.of("Отказы", MANAGER1);
        Answer later = as(MANAGER1).post("/api/documents", Map.of("card", deal.card(), "kind", "INVOICE"));
        assertThat(later.status()).isEqualTo(422);
        assertThat(later.code()).isEqualTo("document.kind-not-available");
        assertThat(later.body()).contains("\"field\":\"kind\"");
        assertThat(as(MANAGER1)
                        .post("/api/documents", Map.of("card", deal.card(), "kind", "SONNET"))
                        .status())
                .isEqualTo(400);
        assertThat(as(MANAGER1).post("/api/documents", Map.of()).body()).contains("\"card\"", "\"kind\"");
        assertThat(as(MANAGER1)
                        .post("/api/documents", Map.of("card", "nonsense", "kind", "CONTRACT_SEO"))
                        .body())
                .contains("\"field\":\"card\"");
        assertThat(as(MANAGER1)
                        .post("/api/documents", Map.of("card", "lead/1", "kind", "CONTRACT_SEO"))
                        .code())
                .isEqualTo("document.deals-only");
        assertThat(as(MANAGER1)
                        .post("/api/documents", Map.of("card", deal.card(), "kind", "CONTRACT_SEO", "templateId", "x"))
                        .body())
                .contains("\"field\":\"templateId\"");
        assertThat(as(MANAGER1)
                        .post("/api/documents", Map.of("card", "deal/none", "kind", "CONTRACT_SEO"))
                        .status())
                .isEqualTo(404);
        assertThat(as(MANAGER1).get("/api/documents?colour=red").status()).isEqualTo(400);
        assertThat(as(MANAGER1).get("/api/documents?kind=SONNET").status()).isEqualTo(400);
        assertThat(as(MANAGER1).get("/api/documents?card=nonsense").status()).isEqualTo(400);
        deal.directoryAway();
        Answer away = make(MANAGER1, deal);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isNotEmpty();
    }

    @Test
    @DisplayName("G-3 a file edited in Word is the next version with a PDF of its own; all versions stay")
    void revised() throws IOException {
        Origin deal = Origin.of("Версии", MANAGER1);
        Answer made = make(MANAGER1, deal);
        String id = made.text("id");
        byte[] docx = filesOf(MANAGER1)
                .get("/api/documents/" + id + "/versions/1.docx")
                .body();
        byte[] edited = edited(docx, "Екатеринбург", "Челябинск");
        String versions = "/api/documents/" + id + "/versions";
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(filesOf(MANAGER1)
                        .upload(versions, "договор.docx", edited, Map.of("If-Match", "\"7\""))
                        .statusCode())
                .isEqualTo(412);
        HttpResponse<byte[]> second = filesOf(MANAGER1).upload(versions, "договор.docx", edited, key);
        assertThat(second.statusCode())
                .as(new String(second.body(), StandardCharsets.UTF_8))
                .isEqualTo(201);
        assertThat(second.headers().firstValue("Location")).hasValue(versions + "/2.docx");
        assertThat(filesOf(MANAGER1)
                        .upload(versions, "договор.docx", edited, key)
                        .statusCode())
                .isEqualTo(201);
        assertThat(filesOf(MANAGER1).upload(versions, "договор.docx", docx, key).statusCode())
                .isEqualTo(422);
        Answer card = as(MANAGER1).get("/api/documents/" + id);
        assertThat(card.json().path("versions").size()).isEqualTo(2);
        assertThat(card.header("ETag")).isEqualTo("\"2\"");
        assertThat(filesOf(MANAGER1).get(versions + "/2.docx").body()).isEqualTo(edited);
        assertThat(pdfText(filesOf(MANAGER1).get(versions + "/2.pdf").body())).contains("Челябинск");
        assertThat(pdfText(filesOf(MANAGER1).get(versions + "/1.pdf").body())).contains("Екатеринбург");
        assertThat(filesOf(MANAGER1).get(versions + "/3.pdf").statusCode()).isEqualTo(404);
        assertThat(journal.await(id, "DocumentRevised").data().path("version").asInt())
                .isEqualTo(2);
        assertThat(journal.factsOf(id)).extracting(Journal.Entry::sequence).containsExactly(1L, 2L);
    }

    @Test
    @DisplayName("G-3 what is no document is refused at its field, and nothing is kept")
    void rubbish() {
        String id = make(MANAGER1, Origin.of("Мусор", MANAGER1)).text("id");
        String versions = "/api/documents/" + id + "/versions";
        Map<Integer, byte[]> files =
                Map.of(422, "это не документ".getBytes(StandardCharsets.UTF_8), 413, new byte[11 << 20]);
        files.forEach((status, file) -> {
            HttpResponse<byte[]> refused = filesOf(MANAGER1).upload(versions, "договор.docx", file, Map.of());
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("\"field\":\"file\"");
        });
        HttpResponse<byte[]> empty = filesOf(MANAGER1).upload(versions, "договор.docx", new byte[0], Map.of());
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(as(MANAGER1).post(versions, Map.of()).status()).isEqualTo(415);
        assertThat(as(MANAGER1)
                        .get("/api/documents/" + id)
                        .json()
                        .path("versions")
                        .size())
                .isEqualTo(1);
    }

    private static byte[] edited(byte[] docx, String from, String to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx));
                ZipOutputStream copy = new ZipOutputStream(out)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                copy.putNextEntry(new ZipEntry(entry.getName()));
                String content = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                copy.write(content.replace(from, to).getBytes(StandardCharsets.UTF_8));
                copy.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @Test
    @DisplayName(
            "P-1 P-2 who sees the deal from which stage on, sees its documents; right after it was told of and before")
    void visibility() {
        Origin deal = Origin.of("Видимость", MANAGER1);
        String id = make(MANAGER1, deal).text("id");
        String card = "/api/documents?card=" + deal.card();
        assertThat(as(MANAGER2).get("/api/documents/" + id).status()).isEqualTo(404);
        assertThat(as(MANAGER2).get(card).status()).isEqualTo(404);
        assertThat(make(MANAGER2, deal).status()).isEqualTo(404);
        assertThat(as(OFFICE).get("/api/documents/" + id).status()).isEqualTo(404);
        assertThat(as(OFFICE).get("/api/documents?limit=200").body()).doesNotContain(id);
        deal.at("CONTRACT", 2);
        assertThat(as(OFFICE).get("/api/documents/" + id).status()).isEqualTo(200);
        await().untilAsserted(() ->
                assertThat(as(OFFICE).get("/api/documents?limit=200").body()).contains(id));
        assertThat(make(OFFICE, deal).status()).isEqualTo(201);
        assertThat(as(ACCOUNT).get("/api/documents/" + id).status()).isEqualTo(404);
        deal.at("WON", 3);
        await().untilAsserted(() ->
                assertThat(as(ACCOUNT).get("/api/documents?limit=200").body()).contains(id));
        assertThat(make(ACCOUNT, deal).status()).isEqualTo(403);
        deal.at("REJECTED", 4);
        await().untilAsserted(() ->
                assertThat(as(ACCOUNT).get("/api/documents?limit=200").body()).doesNotContain(id));
        assertThat(as(OFFICE).get("/api/documents?limit=200").body()).contains(id);
        assertThat(as(OFFICE).get("/api/documents/" + id).status()).isEqualTo(200);

        Origin untold = Origin.untold("Ещё не слышали", MANAGER1);
        String fresh = make(MANAGER1, untold).text("id");
        assertThat(as(MANAGER1).get("/api/documents/" + fresh).status()).isEqualTo(200);
        assertThat(as(MANAGER2).get("/api/documents/" + fresh).status()).isEqualTo(404);
        assertThat(as(HEAD).get("/api/documents/" + fresh).status()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "G-1 a number whose document a crash prevented is void after a while; the key tried again gets the next")
    void crash_before_the_document() {
        String document = UUID.randomUUID().toString();
        Register.Entry burnt = register.reserve("CONTRACT_SEO", "SEO", document, "deal/1", MANAGER1.id());
        String file = files.put(document, "x.docx", new byte[] {1, 2, 3});
        upkeep.settleNumbers(Duration.ofMinutes(10));
        assertThat(register.of(document))
                .get()
                .extracting(Register.Entry::state)
                .isEqualTo(Register.State.RESERVED);
        upkeep.settleNumbers(Duration.ofSeconds(-1));
        upkeep.settleFiles(Duration.ofSeconds(-1));
        assertThat(register.of(document)).isEmpty();
        assertThat(as(OFFICE).get("/api/documents/numbers?state=VOID&limit=200").body())
                .contains(burnt.number());
        assertThat(as(MANAGER1).get("/api/documents/numbers").status()).isEqualTo(403);
        assertThat(mongo.getCollection("files.files").countDocuments(new org.bson.Document("_id", file)))
                .isZero();
        assertThat(mongo.getCollection("files.chunks").countDocuments(new org.bson.Document("files_id", file)))
                .isZero();
    }

    @Test
    @DisplayName("a crash after the document was written loses nothing: number, files and rights are settled later")
    void crash_after_the_document() {
        Origin deal = Origin.of("После падения", MANAGER1);
        String id = make(MANAGER1, deal).text("id");
        // as it stands when the process ends right after the document's write
        mongo.getCollection("register")
                .updateOne(
                        new org.bson.Document("documentId", id),
                        new org.bson.Document("$set", new org.bson.Document("state", "RESERVED")));
        mongo.getCollection("documents")
                .updateOne(
                        new org.bson.Document("_id", id),
                        new org.bson.Document("$unset", new org.bson.Document("seen", "")));
        upkeep.settleNumbers(Duration.ofSeconds(-1));
        upkeep.settleFiles(Duration.ofSeconds(-1));
        assertThat(register.of(id)).get().extracting(Register.Entry::state).isEqualTo(Register.State.USED);
        assertThat(filesOf(MANAGER1)
                        .get("/api/documents/" + id + "/versions/1.pdf")
                        .statusCode())
                .isEqualTo(200);
        Journal.Entry told = journal.await(id, "DocumentGenerated");
        journal.sayRaw(told.topic(), id, told.envelope().toString());
        await().untilAsserted(() ->
                assertThat(as(MANAGER1).get("/api/documents?limit=200").body()).contains(id));
    }
}
