package crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRunTest {

    @TempDir
    private Path project;

    private void report(String path, String suite) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "<?xml version=\"1.0\"?>\n" + suite + "<testcase name=\"tests=&quot;9&quot;\"/></testsuite>");
    }

    @Test
    @DisplayName("the reports of all modules add up, errors being failures")
    void count() throws IOException {
        report(
                "leads/target/surefire-reports/TEST-a.xml",
                "<testsuite name=\"a\" time=\"1.5\" tests=\"10\" errors=\"1\" skipped=\"2\" failures=\"1\">");
        report(
                "infra/e2e/target/failsafe-reports/TEST-b.xml",
                "<testsuite name=\"b\" tests=\"3\" errors=\"0\" skipped=\"0\" failures=\"0\">");
        report("leads/target/classes/surefire-reports/TEST-c.xml", "<testsuite tests=\"100\">");
        report("leads/target/surefire-reports/other.xml", "<testsuite tests=\"100\">");

        assertThat(TestRun.count(TestRun.reports(project))).hasToString("9 passed, 2 failed, 2 skipped");
    }

    @Test
    @DisplayName("each failed test is named with the beginning of what it said")
    void failures() throws IOException {
        report("leads/target/surefire-reports/TEST-a.xml", """
                <testsuite name="a" tests="3" errors="1" failures="1">
                <testcase name="fits(Screen)[2]" classname="Every page" time="0.1">
                  <failure message="expected:&#10;  &lt;0&gt;&#10; but was: 3" type="x"><![CDATA[stack]]></failure>
                </testcase>
                <testcase name="well" classname="b" time="0.1"/>
                <testcase name="breaks" classname="b" time="0.1"><error type="java.lang.Error">stack</error></testcase>
                """);

        assertThat(TestRun.failures(TestRun.reports(project)))
                .containsExactly(
                        "FAILED Every page fits(Screen)[2]: expected: &lt;0&gt; but was: 3", "FAILED b breaks: ");
    }

    @Test
    @DisplayName("without reports there were no tests")
    void nothing() throws IOException {
        assertThat(TestRun.count(TestRun.reports(project))).hasToString("0 passed, 0 failed, 0 skipped");
    }
}
