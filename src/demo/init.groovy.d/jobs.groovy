// The jobs of the demo. What somebody made of them is kept.
import hudson.model.FreeStyleProject
import io.jenkins.plugins.zadig.builder.RunWorkflowBuilder
import io.jenkins.plugins.zadig.order.ListedTest
import io.jenkins.plugins.zadig.order.TestJob
import jenkins.model.Jenkins
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob

def jenkins = Jenkins.get()

def create = { type, name, description, fill ->
    if (jenkins.getItem(name) == null) {
        def job = jenkins.createProject(type, name)
        job.description = description
        fill(job)
        job.save()
    }
}

create(WorkflowJob, 'release', 'Builds, deploys and tests, and approves itself.') {
    it.definition = new CpsFlowDefinition(new File(jenkins.rootDir, 'release.Jenkinsfile').text, true)
}

create(WorkflowJob, 'release-by-hand', 'Waits for you: approve it on the Zadig tab of the build.') {
    it.definition = new CpsFlowDefinition('''\
        zadigRunCustomWorkflow(
            project: 'shop', workflow: 'release',
            jobs: [
                zadigBuild(job: 'build', registry: 'https://registry.example.com/shop', services: [
                    [service: 'cart', module: 'api']]),
                zadigDeploy(job: 'deploy', environment: 'prod', services: [
                    [service: 'cart', module: 'api']]),
                zadigTest(job: 'smoke', tests: [[name: 'smoke']])])
        '''.stripIndent(), true)
}

create(FreeStyleProject, 'nightly', 'A freestyle job that runs the tests.') {
    def smoke = new TestJob('smoke')
    smoke.tests = [new ListedTest('smoke')]
    def run = new RunWorkflowBuilder('shop', 'nightly')
    run.jobs = [smoke]
    it.buildersList.add(run)
}
