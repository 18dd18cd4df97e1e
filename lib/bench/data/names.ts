// Names as they stand in the files of American districts: most of them ASCII, some in two to three bytes a letter.
export const givenNames =
  `Ada Aisha Alejandro Amelia Ángel Beau Benicio Camila Chloë Daniela Darnell Đức Eli Elena Emma Ethan Fátima Grace
  Hannah Isla Iván Jamal Jesús José Joshua Keisha Lakshmi Latoya Léa Liam Linh Lucía Malik María Maya Mia Ming Nathan
  Noah Noémie Olivia Omar Oscar Priya Quinn Rafael Renée Ruth Samir Sean Sofía Søren Tamara Thảo Tobias Valentina Wei
  Ximena Yusuf Zoë 美玲 小明 지우 Айгуль`
    .trim()
    .split(/\s+/)

export const familyNames =
  `Adams Aguilar Anderson Başaran Begay Brown Bùi Castañeda Chen Clark Cruz Davis Díaz Dubois Evans Fernández Flores
  García Gómez Gonzáles Green Gutiérrez Hall Hernández Hill Ibáñez Jackson Jiménez Johnson Jones Kim King Kowalski Lee
  Lewis López Martin Martínez Mendoza Miller Moore Muñoz Müller Ngô Nguyễn Núñez O'Brien Okafor Ortiz Patel Peña Pérez
  Phạm Quintero Ramírez Reyes Rivera Rodríguez Ruiz Sánchez Scott Singh Smith Søndergaard Taylor Thomas Torres Trần
  Vásquez Walker White Williams Wright Yáñez Young Zúñiga 王 李`
    .trim()
    .split(/\s+/)
