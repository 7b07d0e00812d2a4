// The jobs of the demo. What somebody made of them is kept.
import hudson.model.FreeStyleProject
import hudson.model.ParametersDefinitionProperty
import io.jenkins.plugins.zadig.act.TaskEndTrigger
import io.jenkins.plugins.zadig.builder.RunWorkflowBuilder
import io.jenkins.plugins.zadig.order.ListedTest
import io.jenkins.plugins.zadig.order.TestJob
import io.jenkins.plugins.zadig.order.ZadigChoiceParameter
import io.jenkins.plugins.zadig.order.ZadigTaskParameter
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

create(WorkflowJob, 'deploy', 'Asks where to deploy, with what Zadig has; then see Zadig deployments.') {
    it.addProperty(new ParametersDefinitionProperty(new ZadigChoiceParameter('ENVIRONMENT', 'environment', 'shop')))
    it.definition = new CpsFlowDefinition('''\
        def task = zadigRunCustomWorkflow(project: 'shop', workflow: 'guarded', wait: false, jobs: [
            zadigDeploy(job: 'deploy', environment: params.ENVIRONMENT ?: 'staging', services: [
                [service: 'cart', module: 'api', image: "registry.example.com/shop/api:1.4.${env.BUILD_NUMBER}"]])])
        parallel(
            deploy: { zadigAwaitTask(task: task) },
            approve: { zadigApprove(task: task, comment: "Demo ${env.BUILD_NUMBER}") })
        '''.stripIndent(), true)
}

create(WorkflowJob, 'after-release', 'Begins by itself when a task of the workflow release has passed.') {
    it.addTrigger(new TaskEndTrigger('shop', 'release'))
    it.definition = new CpsFlowDefinition(
            'echo "${env.ZADIG_TRIGGER_WORKFLOW} #${env.ZADIG_TRIGGER_TASK}: ${env.ZADIG_TRIGGER_STATUS}"', true)
}

create(WorkflowJob, 'package', 'A job of Zadig runs it, and has done so once: see the cause of its first build.') {
    it.addProperty(new ParametersDefinitionProperty(new ZadigTaskParameter(null)))
    it.definition = new CpsFlowDefinition('echo "started by ${params.ZADIG_TASK_URL ?: \'a person\'}"', true)
}

create(WorkflowJob, 'workflow-in-git', 'Shows what a change of a workflow as code would do.') {
    it.definition = new CpsFlowDefinition('''\
        def code = zadigGetWorkflow(project: 'shop', workflow: 'nightly', code: true).code
        def change = code.replace('display_name: "Nightly"', 'display_name: "Every night"')
        zadigUpdateWorkflow(project: 'shop', workflow: 'nightly', text: change, dryRun: true).each { echo it }
        '''.stripIndent(), true)
}

create(WorkflowJob, 'tell', 'Tells who rejected it, or what failed: reject it on the Zadig tab of the build.') {
    it.definition = new CpsFlowDefinition('''\
        pipeline {
            agent none
            stages {
                stage('Deploy') {
                    steps {
                        zadigRunCustomWorkflow(project: 'shop', workflow: 'guarded', jobs: [
                            zadigDeploy(job: 'deploy', environment: 'prod', services: [
                                [service: 'cart', module: 'api', image: 'registry.example.com/shop/api:1.4.2']])])
                    }
                }
            }
            post { unsuccessful { echo "Tell the team: ${env.ZADIG_TASK_ERROR} ${env.ZADIG_TASK_URL}" } }
        }
        '''.stripIndent(), true)
}
