/**
 * Given names that are hardly ever anything else in a note about work: no months, verbs, places, brands or programming languages. A name
 * on this list may stand without a role beside it; any other has to be introduced.
 */
export const givenNames: ReadonlySet<string> = new Set(
  (
    'aaron abby abdul abebe abena abigail achieng adaeze adam adele aditi aditya adrian agnes agustin ahmad ahmed aiko ainhoa aisha aitor ' +
    'akash akira alan alba albert alejandra alejandro alena alessandra alessandro alexander alexandra alfonso alice alicia alina alison ' +
    'allison amadou amanda amara amelia amelie amina aminata amir amit amy ana anaya andre andrea andreas andrei andrew andrzej andy angela ' +
    'anil anita anjali anke ankit ann anna anne anneke annika antoine anton antonia antonio anya aoife ariana arjun arne arturo arvind asha ' +
    'ashley ashok astrid avi ayaan ayesha aylin ayse baptiste barbara bartosz beatrice beatriz belen ben benedikt benjamin bernd bernhard ' +
    'bethan bhavna bianca bilal bjorn bogdan bojan bryan burak caleb callum camila camille carina carla carlos carolin caroline carsten ' +
    'catarina catherine cecilia chiara chidi chinedu chitra chloe christian christina christine christoph christopher claire clara claudia ' +
    'clemens colleen connor craig cristina daisuke damian dana daniel daniela danielle danilo danny darius dave david deborah declan deepa ' +
    'deepak dele denise deniz dennis derek devika diana dieter dilip dimitri dina dinesh dmitri dmitry dominik dominika donald donna dorota ' +
    'dorothea dragan duncan ebba edith eduardo edward eileen ekaterina elena eleni elias elif elisa elisabeth elizabeth ellen emeka emil ' +
    'emilia emilie emily emma emre eoin eric erik erika ernesto esra esteban esther ethan eunji eva evelyn ewa fabian fabio farah farid ' +
    'farida fatima fatma fatou federico felicia felipe fernanda fernando fiona florencia florian francesca francesco franka frederik freya ' +
    'fumiko gabriel gabriela gareth gary geeta gemma george gerard gianluca gina giorgio giulia giuseppe gizem gonzalo gopal gregor gregory ' +
    'greta guilherme guillaume gunnar gustavo gwen hakan hamish hana hanna hannah hannes hans hari harish harriet haruka hassan heather ' +
    'hector heidi helen helena helene helga hendrik henning henrik henry hideo hieu hiroshi hoda holger huong hyejin ian ibrahim ignacio ' +
    'igor iker ikram ilse imran ines inga ingeborg ingrid ioana irena irene irina isabel isabella isabelle isha ishaan isla ivan ivana jacob ' +
    'jacqueline jakob jakub james jamie jana jane janet janina janine jaroslav javier jaya jeanne jeff jelena jennifer jenny jens jeremy ' +
    'jerome jessica jiahui jihoon jimena jing jisoo joana joanna joao joaquin joel johan johanna johannes john jonas jonathan jorge jose ' +
    'josef joseph joshua joyce juan judith julian juliana julie juliette julio junko justyna jutta kabir kamal kamila kaori karan karen ' +
    'karim karin karina karl karolina karsten katarina katarzyna kate katharina katherine kathleen kathrin katie katja kavita kavya keiko ' +
    'keith kelechi kemal kenji kenta kerstin kevin khadija khalid kiran kirsten klara klaus kofi kristina kristof kristoffer krzysztof kumar ' +
    'kwame kyle lakshmi laleh larissa lars laszlo latha laura lauren laurent layla leila lena leon leonie lerato leticia leyla liam lieke ' +
    'lila lina linda linh lisa lorenzo lotte louise luca lucas lucia lucie lucy luis luisa lukas lukasz lydia maciej madeleine magda ' +
    'magdalena magnus mahesh maja malik malin mamadou manish manoj manuel manuela marcel marcelo marcin marco marek margaret margarita maria ' +
    'mariana marianne marie marija mario marion marisol marit marko markus marta martha martin martina martyna marvin mary masato mateo ' +
    'mathias mathieu mathilde matias matteo matthew matthias mattias maureen maurice mauricio meenakshi meera megan mehmet mei meike michael ' +
    'michal michel michelle miguel mihai mika mikael mikkel milena mina minh minji mira mirela miriam mirjam mohamed mohammed mohan monica ' +
    'monika monique montserrat moritz murat mustafa mwangi nadia nadine nadja nandini naoko naomi nasrin natalia natalie natasha naveen ' +
    'navid neha nerea ngozi nia niamh nicola nicolas nicole niels nikhil niklas nikola nikolai nils nina nisha nnamdi noah noemi nomsa noor ' +
    'nora norbert nour nuno nuria oisin olaf oleg olga olivia olumide omar oriol otieno ousmane owain ozge pablo padma pallavi paola parisa ' +
    'patricia patrick patrik paul paula paulina pavel pawel pedro peter petra philipp philippe phuong pierre pilar piotr pooja prakash priya ' +
    'priyanka radek radha rafael rafaela raffael rahul raj rajesh ralf ramesh rami ramona rania raquel rashid ravi rebecca regina reiko ' +
    'rekha renata renate rene reza rhys ricardo richard robert roberta roberto robin rocio rodrigo rohan roland ronja rory rosa rosalie ' +
    'rosie rui rupert ruth ryan sabine sabrina sachin salma samantha samir samira samuel sana sandeep sandra sanjana sanjay sara sarah sasha ' +
    'saskia satish satoshi sebastian selim selin seojun serena sergei sergio seun shalini shanice shannon sharon shira shirin shivani shreya ' +
    'shruti sian sigrid silke silvia simon simone sina sinead siobhan sipho sneha sofie solveig sonia sonja sophia sophie soren soyeon ' +
    'srinivas stefan stefanie stephan stephanie stephen steve steven sudha sundar sunita suresh susan susanne suzanne sven svenja svetlana ' +
    'swapna swati sylvia sylvie takashi tamara tamas tanja tanvi tanya tarek tariq tatiana tejas temitope teresa thabo thais thandi thanh ' +
    'thao theresa thiago thierry thomas thorsten tiago tim timo timothy tobias tom tomas tomasz tomoko tove tracy tuan tunde uche ulrich ' +
    'ulrike ursula usha usman uwe valerie vanessa varun vasco venkat veronica veronika vidya vijay vikram viktor viktoria vincent vivek ' +
    'vivian wafaa wanda wanjiru wei weiwei wenjie werner wiebke william wojciech xavier xiaoming ximena yael yara yash yasmin yasmine ' +
    'yewande yiannis yifan yossi youssef yuki yuko yuri yusuf yuxin yves yvonne zainab zanele zara zeynep zoe zofia zoya zsofia'
  ).split(' '),
)
